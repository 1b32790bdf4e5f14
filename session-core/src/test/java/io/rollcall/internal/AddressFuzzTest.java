package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.HostileText;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Addresses and networks: whatever is written is one or is none, and no name is ever looked up. */
@Tag("heavy")
class AddressFuzzTest {
  private static final List<String> ADDRESSES =
      List.of(
          "203.0.113.7",
          "203.0.113.0/24",
          "0.0.0.0/0",
          "2001:db8::7",
          "2001:db8::/32",
          "fe80::1%eth0/10",
          "::ffff:203.0.113.7",
          "::ffff:203.0.113.0/120",
          "1:2:3:4:5:6:7:8/128",
          "64:ff9b::198.51.100.1");

  @Provide
  Arbitrary<String> texts() {
    return HostileText.like(ADDRESSES);
  }

  /** Random bytes that often share a prefix with each other. */
  @Provide
  Arbitrary<byte[]> addresses() {
    return Arbitraries.oneOf(bytes(4), bytes(16));
  }

  private static Arbitrary<byte[]> bytes(int length) {
    return Arbitraries.of((byte) 0, (byte) 1, (byte) 0x80, (byte) 0xFE, (byte) 0xFF)
        .array(byte[].class)
        .ofSize(length);
  }

  @Property
  void anAddressIsReadOrIsNone(@ForAll("texts") String text) throws UnknownHostException {
    AddressRange range = AddressRange.parse(text);
    if (range == null) {
      HostileText.assertRefusal(
          assertThrows(IllegalArgumentException.class, () -> AddressRange.require(text)));
      return;
    }
    assertTrue(range.contains(InetAddress.getByAddress(range.network())), text);
    AddressRange again = AddressRange.require(range.toString());
    assertEquals(range.toString(), again.toString(), "it is written as it is read");
    assertEquals(range.prefix(), again.prefix());
    assertTrue(again.contains(InetAddress.getByAddress(range.network())), text);
  }

  @Property
  void aNetworkHoldsWhatSharesItsFirstBits(
      @ForAll("addresses") byte[] network,
      @ForAll("addresses") byte[] address,
      @ForAll @IntRange(max = 128) int anyPrefix)
      throws UnknownHostException {
    int bits = network.length * 8;
    int prefix = anyPrefix % (bits + 1);
    InetAddress client = InetAddress.getByAddress(address);
    AddressRange range =
        AddressRange.require(AddressRange.text(InetAddress.getByAddress(network)) + "/" + prefix);
    boolean sameFamily = network.length == client.getAddress().length;
    boolean expected =
        sameFamily
            && new BigInteger(1, network)
                .xor(new BigInteger(1, client.getAddress()))
                .shiftRight(bits - prefix)
                .equals(BigInteger.ZERO);
    assertEquals(expected, range.contains(client), range + " " + client);
    AddressRange written = AddressRange.require(range.toString());
    assertEquals(expected, written.contains(client), written + " " + client);
    byte[] masked = written.network();
    for (int bit = prefix; bit < bits; bit++) {
      assertFalse((masked[bit / 8] >>> (7 - bit % 8) & 1) == 1, Arrays.toString(masked));
    }
  }
}
