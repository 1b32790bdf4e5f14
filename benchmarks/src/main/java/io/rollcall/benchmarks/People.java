package io.rollcall.benchmarks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;

/** Made-up clients: the same for every registry, and made before anything is measured. */
final class People {
  /** The sessions of one login. */
  private static final int SESSIONS_EACH = 5;

  private static final int CONTAINER_ID_BYTES = 16;

  final String[] containerIds;
  final String[] logins;
  final InetAddress[] addresses;

  People(int sessions) {
    Random random = new Random(1);
    int people = Math.max(1, sessions / SESSIONS_EACH);
    String[] names = new String[people];
    InetAddress[] homes = new InetAddress[people];
    for (int i = 0; i < people; i++) {
      names[i] = "user" + i;
      homes[i] = address(random.nextInt());
    }
    containerIds = new String[sessions];
    logins = new String[sessions];
    addresses = new InetAddress[sessions];
    for (int i = 0; i < sessions; i++) {
      StringBuilder id = new StringBuilder(2 * CONTAINER_ID_BYTES);
      for (int part = 0; part < CONTAINER_ID_BYTES / Integer.BYTES; part++) {
        id.append("%08X".formatted(random.nextInt()));
      }
      containerIds[i] = id.toString();
      logins[i] = names[i % people];
      addresses[i] = homes[i % people];
    }
  }

  private static InetAddress address(int bits) {
    try {
      return InetAddress.getByAddress(
          new byte[] {
            (byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits
          });
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /**
   * Collects the garbage, so that the sessions lie in memory as those of a server lie that has run
   * for a while: in the old generation, with no garbage between them.
   */
  static void settle() {
    System.gc();
  }

  /** The numbers below a power of two in random order, from a seed. */
  static int[] shuffled(int count, long seed) {
    int[] order = new int[count];
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
