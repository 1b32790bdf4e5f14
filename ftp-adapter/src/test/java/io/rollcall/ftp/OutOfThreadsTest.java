package io.rollcall.ftp;

import io.rollcall.ChildJvm;
import io.rollcall.tck.ThreadShortage;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In a process that can start no more threads transfers are ended, and sessions go on. */
@Tag("long")
class OutOfThreadsTest {
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource
  void sceneIsAsItShouldBe(OutOfThreadsScenes.Scene scene) throws Exception {
    ClientProgram.require("prlimit");
    ChildJvm.assertSucceeds(
        OutOfThreadsScenes.class, ThreadShortage.OPTIONS, scene.name(), home.toString());
  }
}
