package io.rollcall.internal;

import io.rollcall.Lockout;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Lockouts of addresses and networks, found by walking an address bit by bit: at most 32 steps for
 * IPv4 and 128 for IPv6, however many there are.
 *
 * <p>Not safe for use by several threads.
 */
final class NetworkTrie {
  /** {@link Inet4Address#hashCode()} is the address itself, which its bytes would be a copy of. */
  private static final boolean HASH_IS_ADDRESS =
      InetAddress.getLoopbackAddress().hashCode() == 0x7F000001;

  private static final int IPV4_BITS = 32;

  private final Node ipv4 = new Node();
  private final Node ipv6 = new Node();

  private static final class Node {
    private @Nullable Node zero;
    private @Nullable Node one;
    private @Nullable Lockout lockout;

    private @Nullable Node child(int bit) {
      return bit == 0 ? zero : one;
    }

    private void child(int bit, @Nullable Node child) {
      if (bit == 0) {
        zero = child;
      } else {
        one = child;
      }
    }

    private boolean isEmpty() {
      return lockout == null && zero == null && one == null;
    }
  }

  boolean isEmpty() {
    return ipv4.isEmpty() && ipv6.isEmpty();
  }

  void put(AddressRange range, Lockout lockout) {
    byte[] network = range.network();
    Node node = root(network);
    for (int i = 0; i < range.prefix(); i++) {
      Node next = node.child(bit(network, i));
      if (next == null) {
        next = new Node();
        node.child(bit(network, i), next);
      }
      node = next;
    }
    node.lockout = lockout;
  }

  void remove(AddressRange range) {
    remove(root(range.network()), range, 0);
  }

  private void remove(Node node, AddressRange range, int depth) {
    if (depth == range.prefix()) {
      node.lockout = null;
      return;
    }
    int bit = bit(range.network(), depth);
    Node next = node.child(bit);
    if (next != null) {
      remove(next, range, depth + 1);
      if (next.isEmpty()) {
        node.child(bit, null);
      }
    }
  }

  /** The lockout of the smallest network that holds an address and is not over. */
  @Nullable Lockout find(InetAddress address, InstantSource now) {
    if (address instanceof Inet4Address && HASH_IS_ADDRESS) {
      return ipv4.isEmpty() ? null : find(address.hashCode(), now);
    }
    if (isEmpty()) {
      return null;
    }
    byte[] bytes = AddressRange.unmapped(address.getAddress());
    Node node = root(bytes);
    Lockout found = null;
    for (int i = 0; node != null; i++) {
      found = better(found, node, now);
      node = i < bytes.length * 8 ? node.child(bit(bytes, i)) : null;
    }
    return found;
  }

  private @Nullable Lockout find(int address, InstantSource now) {
    Lockout found = null;
    Node node = ipv4;
    for (int i = IPV4_BITS - 1; node != null; i--) {
      found = better(found, node, now);
      node = i >= 0 ? node.child(address >>> i & 1) : null;
    }
    return found;
  }

  private static @Nullable Lockout better(@Nullable Lockout found, Node node, InstantSource now) {
    Lockout here = node.lockout;
    return here == null || here.isOver(now.instant()) ? found : here;
  }

  private Node root(byte[] address) {
    return address.length * 8 == IPV4_BITS ? ipv4 : ipv6;
  }

  private static int bit(byte[] address, int index) {
    return address[index / 8] >>> (7 - index % 8) & 1;
  }
}
