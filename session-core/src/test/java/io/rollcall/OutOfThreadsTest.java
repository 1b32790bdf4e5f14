package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.tck.ThreadShortage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * In a process that can start no more threads orders are carried out, answers are true, and nothing
 * is lost that could be kept.
 */
@Tag("long")
class OutOfThreadsTest {
  @BeforeAll
  static void requireProgram() {
    boolean possible = ThreadShortage.isPossible();
    assertTrue(
        possible || System.getenv("CI") == null, "there is no prlimit, so it was not tested");
    assumeTrue(possible, "SKIPPED: there is no prlimit on the PATH");
  }

  @ParameterizedTest
  @EnumSource
  void sceneIsAsItShouldBe(OutOfThreadsScenes.Scene scene) throws Exception {
    ChildJvm.assertSucceeds(OutOfThreadsScenes.class, ThreadShortage.OPTIONS, scene.name());
  }
}
