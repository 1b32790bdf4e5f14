package io.rollcall.benchmarks.endtoend;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory of files to transfer: in memory where the system has such a place. */
final class TemporaryHome implements AutoCloseable {
  private static final Path IN_MEMORY = Path.of("/dev/shm");

  private final Path directory;

  TemporaryHome() throws IOException {
    directory =
        Files.isWritable(IN_MEMORY)
            ? Files.createTempDirectory(IN_MEMORY, "rollcall")
            : Files.createTempDirectory("rollcall");
  }

  @Override
  public String toString() {
    return directory.toString();
  }

  /** Makes a file that takes no room. */
  void sparseFile(String name, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
      file.setLength(size);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
