package io.rollcall.proofs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/**
 * FTP clients that log in, move files, list, get their password wrong, break off and leave in every
 * way. Each comes from a loopback address of its own.
 */
final class FtpLoad implements Load {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final byte[] CONTENT = new byte[200_000];

  private final int port;
  private final InetAddress address;
  private final Ledger ledger;
  private final VisitNames names;

  FtpLoad(int port, int number, InetAddress address, Ledger ledger) {
    this.port = port;
    this.address = address;
    this.ledger = ledger;
    names = new VisitNames(SoakHost.FTP_LOGIN, number);
  }

  @Override
  public void once() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    FTPClient client = new FTPClient();
    client.setDefaultTimeout((int) TIMEOUT.toMillis());
    client.setDataTimeout(TIMEOUT);
    try {
      client.connect(InetAddress.getLoopbackAddress(), port, address, 0);
      client.setSoTimeout((int) TIMEOUT.toMillis());
      if (random.nextInt(10) == 0) {
        client.login(SoakHost.FTP_LOGIN + "-nobody", "wrong");
      }
      if (random.nextInt(10) > 0) {
        visit(client, random);
      }
    } catch (IOException | UncheckedIOException e) {
      // refused, or ended before it had a login
    } finally {
      leave(client, random);
    }
  }

  private void visit(FTPClient client, ThreadLocalRandom random) {
    Ledger.Visit visit = ledger.begin(names.next());
    try {
      if (!client.login(visit.login(), SoakHost.PASSWORD)) {
        return; // kept out
      }
      client.setFileType(FTP.BINARY_FILE_TYPE);
      client.enterLocalPassiveMode();
      int steps = random.nextInt(8);
      for (int step = 0; step < steps; step++) {
        long begun = System.nanoTime();
        if (succeeds(client, random)) {
          ledger.succeeded(visit, begun);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // ended: nothing that it begins succeeds any more
    } finally {
      ledger.over(visit);
    }
  }

  private static boolean succeeds(FTPClient client, ThreadLocalRandom random) throws IOException {
    return switch (random.nextInt(7)) {
      case 0 -> client.listNames() != null;
      case 1 -> client.retrieveFile(SoakHost.SMALL_FILE, OutputStream.nullOutputStream());
      case 2 -> client.storeFile("up" + random.nextInt(50), new ByteArrayInputStream(CONTENT));
      case 3 -> client.sendNoOp();
      case 4 -> client.changeWorkingDirectory("/");
      case 5 -> breaksOff(client, random);
      default -> {
        Load.pause(random.nextInt(200));
        yield client.sendNoOp();
      }
    };
  }

  /** Reads some of a large file at its own pace, and closes the data connection. */
  private static boolean breaksOff(FTPClient client, ThreadLocalRandom random) throws IOException {
    try (InputStream download = client.retrieveFileStream(SoakHost.LARGE_FILE)) {
      if (download == null) {
        return false;
      }
      for (int pieces = random.nextInt(10); pieces > 0; pieces--) {
        if (download.readNBytes(100_000).length == 0) {
          break;
        }
        Load.pause(random.nextInt(30));
      }
    }
    client.completePendingCommand();
    return client.sendNoOp();
  }

  private static void leave(FTPClient client, ThreadLocalRandom random) {
    try {
      if (client.isConnected()) {
        switch (random.nextInt(3)) {
          case 0 -> client.logout();
          case 1 -> client.setSoLinger(true, 0);
          default -> {}
        }
      }
    } catch (IOException e) {
      // not connected any more
    } finally {
      disconnect(client);
    }
  }

  private static void disconnect(FTPClient client) {
    try {
      client.disconnect();
    } catch (IOException e) {
      // the other end has gone
    }
  }
}
