package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Session ids are short, typable and never the same. */
class SessionIdsTest {
  private static final Pattern FORMAT = Pattern.compile("[0-9a-hjkmnp-tv-z]{8}");

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
