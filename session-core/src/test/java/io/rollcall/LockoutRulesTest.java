package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static io.rollcall.Arrivals.isLetIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rollcall.spi.PanelLogin;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One name written in several ways: a lockout is not evaded by it. */
class LockoutRulesTest {
  private static final String ADDRESS = "203.0.113.7";

  private final SessionRegistry registry = SessionRegistry.create();

  private void lockOut(LockoutTarget target) {
    Lockout unused = registry.lockouts().add(target, null, ORDER);
  }

  @ParameterizedTest
  @CsvSource({
    "alice, alice, false",
    "alice, ALICE, false",
    "Alice, aLICE, false",
    "azAZ, AZaz, false",
    "ÉMILE, émile, false",
    "ΟΔΟΣ, οδος, false", // final sigma
    "οδοσ, ΟΔΟΣ, false",
    "ALI, alı, false", // dotless i
    "ali, ALİ, false", // dotted I
    "straße, STRASSE, true", // case folding, no other equivalence
    "alice, alice2, true",
    "alice, alic, true",
    "alice, ' alice', true",
    "alice, 'alice ', true",
    "alice, аlice, true", // a Cyrillic letter
    "𐐀, 𐐨, false", // beyond the basic plane
  })
  void loginsAreComparedWithoutCase(String lockedOut, String login, boolean letIn) {
    lockOut(LockoutTarget.login(lockedOut));
    assertEquals(letIn, isLetIn(registry, Account.unregistered(login), ADDRESS));
    assertEquals(letIn, !lockedOut.equalsIgnoreCase(login), "as equalsIgnoreCase");
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, EXAMPLE.com, false",
    "example.com, example.com., false",
    "EXAMPLE.COM., example.com, false",
    "example.com, sub.example.com, true",
    "example.com, ample.com, true",
    "example.com, example.comm, true",
  })
  void domainsAreComparedWithoutCaseAndWithoutTheRootsDot(
      String lockedOut, String domain, boolean letIn) {
    lockOut(LockoutTarget.domain(lockedOut));
    assertEquals(letIn, isLetIn(registry, account("alice", domain), ADDRESS));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, ::ffff:203.0.113.7, false",
    "::ffff:203.0.113.7, 203.0.113.7, false",
    "::ffff:203.0.113.0/120, 203.0.113.200, false",
    "::ffff:203.0.113.0/120, 203.0.114.200, true",
    "::203.0.113.7, 203.0.113.7, true", // IPv4-compatible is another thing, and deprecated
    "2001:DB8:0:0::7, 2001:db8::7, false",
    "fe80::1%eth0, fe80::1, false",
    "fe80::1%1, fe80::2, true",
    "fe80::%eth0/64, fe80::2, false",
  })
  void addressesAreComparedByWhatTheyAre(String lockedOut, String address, boolean letIn) {
    lockOut(LockoutTarget.address(lockedOut));
    assertEquals(letIn, isLetIn(registry, Account.unregistered("alice"), address));
    lockOut(LockoutTarget.loginFrom("bob", lockedOut));
    assertEquals(letIn, isLetIn(registry, Account.unregistered("BOB"), address));
  }

  /** The JDK leaves it an IPv6 address when it is built together with a zone. */
  @Test
  void aMappedAddressWithAZoneIsStillTheIpv4Address() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    System.arraycopy(Doors.address(ADDRESS).getAddress(), 0, mapped, 12, 4);
    InetAddress address = Inet6Address.getByAddress(null, mapped, 1);
    lockOut(LockoutTarget.address(ADDRESS));
    assertFalse(comesIn(address));
  }

  @Test
  void anAddressOfAnyZoneIsKeptOut() throws UnknownHostException {
    byte[] local = Doors.address("fe80::1").getAddress();
    lockOut(LockoutTarget.address("fe80::1"));
    assertFalse(comesIn(Inet6Address.getByAddress(null, local, 1)));
    assertFalse(comesIn(Inet6Address.getByAddress(null, local, 2)));
  }

  private boolean comesIn(InetAddress address) {
    try {
      registry
          .openPanel(
              PanelLogin.of(Account.unregistered("alice")).address(address).build(), order -> {})
          .closed(Ending.Cause.LOGGED_OUT);
      return true;
    } catch (SessionRefusedException e) {
      return false;
    }
  }
}
