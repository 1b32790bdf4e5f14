package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Session ids are short, typable and never the same. */
class SessionIdsTest {
  private static final Pattern FORMAT = Pattern.compile("[0-9a-hjkmnp-tv-z]{8}");

  @Tag("heavy")
  @Test
  void aMillionAreDistinct() {
    SessionIds ids = new SessionIds();
    String[] drawn = new String[1_000_000];
    Arrays.setAll(drawn, ids::name);
    Arrays.sort(drawn);
    for (int i = 1; i < drawn.length; i++) {
      assertNotEquals(drawn[i - 1], drawn[i]);
    }
  }

  /** The last sessions of a server that has had a trillion are named as well as its first. */
  @Test
  void areDistinctHoweverManyThereHaveBeen() {
    SessionIds ids = new SessionIds();
    Set<String> drawn = new HashSet<>();
    for (long millions = 0; millions < 1L << 20; millions += 1_021) {
      for (long count : new long[] {0, 1, (1 << 20) - 1}) {
        assertTrue(drawn.add(ids.name(millions << 20 | count)));
      }
    }
  }

  /** Else an operator who mistypes one ends another's session. */
  @Test
  void ofSessionsOpenedOneAfterTheOtherHaveLittleInCommon() {
    SessionIds ids = new SessionIds();
    int alike = 0;
    for (int i = 0; i < 10_000; i++) {
      String id = ids.name(i);
      String next = ids.name(i + 1);
      for (int place = 0; place < id.length(); place++) {
        alike += id.charAt(place) == next.charAt(place) ? 1 : 0;
      }
    }
    // of 80,000 characters one in 32 is the same by chance
    assertTrue(alike < 5_000, alike + " characters are the same in neighbours");
  }

  @Test
  void areEightTypableCharacters() {
    SessionIds ids = new SessionIds();
    for (int i = 0; i < 10_000; i++) {
      String id = ids.name(i);
      assertTrue(FORMAT.matcher(id).matches(), id);
      assertEquals(id, SessionIds.normal(id));
    }
  }

  @Test
  void twoRegistriesNameTheirSessionsDifferently() {
    SessionIds first = new SessionIds();
    SessionIds second = new SessionIds();
    int same = 0;
    for (int i = 0; i < 1_000; i++) {
      same += first.name(i).equals(second.name(i)) ? 1 : 0;
    }
    assertTrue(same < 3, same + " of 1,000 are the same");
  }

  @Test
  void normalReadsWhatAPersonTyped() {
    assertEquals("0a1b1c11", SessionIds.normal(" OAIBLC1i\t"));
    assertEquals("", SessionIds.normal("  "));
  }
}
