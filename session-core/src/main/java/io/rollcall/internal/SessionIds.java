package io.rollcall.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Names sessions: eight characters of Crockford's base 32, which has no letters that read as
 * digits.
 *
 * <p>The names are a counter in disguise, a four-round Feistel permutation of forty bits under a
 * key drawn at start: they look random, none comes twice in a trillion sessions, and making one
 * costs no random number. They are names and not credentials.
 */
final class SessionIds {
  private static final byte[] DIGITS =
      "0123456789abcdefghjkmnpqrstvwxyz".getBytes(StandardCharsets.ISO_8859_1);
  private static final int LENGTH = 8;
  private static final int ROUNDS = 4;
  private static final int HALF_BITS = 20;
  private static final int HALF_MASK = (1 << HALF_BITS) - 1;

  private final int[] keys = new SecureRandom().ints(ROUNDS).toArray();

  /** Returns the name with a number. */
  String name(long count) {
    int left = (int) (count >>> HALF_BITS) & HALF_MASK;
    int right = (int) count & HALF_MASK;
    for (int key : keys) {
      int swapped = left ^ scramble(right, key);
      left = right;
      right = swapped;
    }
    long bits = (long) left << HALF_BITS | right;
    byte[] id = new byte[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      id[i] = DIGITS[(int) bits & 31];
      bits >>>= 5;
    }
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  private static int scramble(int half, int key) {
    int hash = (half ^ key) * 0x9E3779B1;
    hash ^= hash >>> 15;
    hash *= 0x85EBCA77;
    return (hash ^ hash >>> 13) & HALF_MASK;
  }

  /** Reads an id as a person may have typed it. */
  static String normal(String typed) {
    String lower = typed.strip().toLowerCase(Locale.ROOT);
    return lower.replace('o', '0').replace('i', '1').replace('l', '1');
  }
}
