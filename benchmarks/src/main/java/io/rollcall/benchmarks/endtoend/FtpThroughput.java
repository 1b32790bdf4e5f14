package io.rollcall.benchmarks.endtoend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Downloads and uploads over loopback, one at a time, as fast as they go: how much slower FtpServer
 * is, and how much more CPU time it takes for a byte, for being in the registry.
 */
public final class FtpThroughput implements Scenario {
  private static final int MEBIBYTE = 1 << 20;
  private static final String FILE = "download";

  private enum Direction {
    DOWNLOAD,
    UPLOAD
  }

  /** Creates the scenario. */
  public FtpThroughput() {}

  @Override
  public List<Figure> run(Scale scale) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>(run(scale, Direction.DOWNLOAD));
    figures.addAll(run(scale, Direction.UPLOAD));
    return figures;
  }

  private static List<Figure> run(Scale scale, Direction direction)
      throws IOException, InterruptedException {
    long size = (direction == Direction.DOWNLOAD ? 2L : 1L) * scale.of(64, 24) * MEBIBYTE;
    try (TemporaryHome home = new TemporaryHome()) {
      home.sparseFile(FILE, size);
      String work = direction == Direction.DOWNLOAD ? "FTP download" : "FTP upload";
      return new PairedRuns(
              work,
              "MB/s",
              "ns/KB",
              () -> new Transfers(home, size, direction, false),
              () -> new Transfers(home, size, direction, true))
          .run(scale.of(7, 1), scale.of(6, 4), scale.of(12, 6));
    }
  }

  /** A server, and the client that transfers the file. */
  private static final class Transfers implements Contestant {
    private static final double BYTES_IN_MEGABYTE = 1e6;
    private static final double BYTES_IN_KILOBYTE = 1e3;
    private static final double NANOS_IN_SECOND = 1e9;

    private final long size;
    private final Direction direction;
    private final ServerProcess server;
    private final FtpControl control;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MEBIBYTE / 4);

    private Transfers(TemporaryHome home, long size, Direction direction, boolean registered)
        throws IOException {
      this.size = size;
      this.direction = direction;
      server = FtpServerMain.start(home.toString(), 4, registered);
      try {
        control = FtpControl.logIn(server.port(), FtpServerMain.login(0));
      } catch (IOException e) {
        server.close();
        throw e;
      }
    }

    @Override
    public Sample measure() throws IOException {
      long cpuNanos = server.cpuNanos();
      long began = System.nanoTime();
      if (direction == Direction.DOWNLOAD) {
        download();
      } else {
        upload();
      }
      if (direction == Direction.UPLOAD) {
        control.awaitTransferred(); // only now has the server got it all
      }
      double seconds = (System.nanoTime() - began) / NANOS_IN_SECOND;
      if (direction == Direction.DOWNLOAD) {
        control
            .awaitTransferred(); // may wait for a delayed acknowledgement, which is nobody's cost
      }
      return new Sample(
          size / seconds / BYTES_IN_MEGABYTE,
          (server.cpuNanos() - cpuNanos) / (size / BYTES_IN_KILOBYTE));
    }

    private void download() throws IOException {
      long received = 0;
      try (SocketChannel data = control.transfer("RETR " + FILE, 0)) {
        for (int read = 0; read >= 0; read = data.read(buffer.clear())) {
          received += read;
        }
      }
      if (received != size) {
        throw new IOException("received " + received + " bytes of " + size);
      }
    }

    private void upload() throws IOException {
      try (SocketChannel data = control.transfer("STOR upload", 0)) {
        long left = size;
        while (left > 0) {
          left -= data.write(buffer.clear().limit((int) Math.min(left, buffer.capacity())));
        }
      }
    }

    @Override
    public ServerProcess server() {
      return server;
    }

    @Override
    public void close() throws IOException {
      control.close();
      server.close();
    }
  }

  /**
   * Runs the scenario alone.
   *
   * @param arguments {@code --quick}, or nothing
   * @throws Exception if a server or a client fails
   */
  public static void main(String[] arguments) throws Exception {
    new FtpThroughput().run(Scale.of(arguments)).forEach(System.out::println);
  }
}
