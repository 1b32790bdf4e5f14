package io.rollcall.ftp;

import io.rollcall.ftp.ClientMode.Data;
import io.rollcall.ftp.ClientMode.Encryption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The client programs that people have, from the distribution's packages. */
enum RealClient {
  CURL("curl", true) {
    @Override
    List<String> command(Transfer transfer) {
      ClientMode mode = transfer.mode();
      List<String> command =
          new ArrayList<>(List.of("curl", "--silent", "--show-error", "--insecure", "--globoff"));
      command.addAll(List.of("--user", transfer.login() + ":" + TestServer.PASSWORD));
      if (mode.encryption() == Encryption.EXPLICIT) {
        command.add("--ssl-reqd");
      }
      switch (mode.data()) {
        case PASV -> command.add("--disable-epsv");
        case EPSV -> {}
        case PORT -> command.addAll(List.of("--disable-eprt", "--ftp-port", "-"));
        case EPRT -> command.addAll(List.of("--ftp-port", "-"));
      }
      command.addAll(
          List.of(
              transfer.isUpload() ? "--upload-file" : "--output",
              transfer.local().toString(),
              mode.url("", transfer.port()) + transfer.remote()));
      return command;
    }

    /** Releases before 8.0 take no TLS on the data connections that they accept. */
    @Override
    boolean knows(ClientMode mode) {
      return super.knows(mode) && (mode.data().isPassive() || !mode.isEncrypted());
    }
  },

  LFTP("lftp", true) {
    @Override
    List<String> command(Transfer transfer) {
      String verb = transfer.isUpload() ? "put %2$s -o %1$s" : "get %1$s -o %2$s";
      return lftp(
          transfer,
          "set net:max-retries 1; set net:timeout 20",
          verb.formatted(transfer.remote(), transfer.local()));
    }

    /**
     * It names a literal IPv6 address in its TLS handshake, which RFC 6066 section 3 does not
     * permit and a JDK refuses; and with this server its EPRT does not get to a transfer.
     */
    @Override
    boolean knows(ClientMode mode) {
      return super.knows(mode) && mode.data() != Data.EPRT && !(mode.ipv6() && mode.isEncrypted());
    }
  },

  TNFTP("tnftp", false) {
    @Override
    List<String> command(Transfer transfer) {
      String url =
          transfer.mode().url(transfer.login() + ":" + TestServer.PASSWORD + "@", transfer.port())
              + transfer.remote();
      String data = transfer.mode().data().isPassive() ? "-p" : "-A";
      String local = transfer.local().toString();
      return transfer.isUpload()
          ? List.of("tnftp", "-V", data, "-u", url, local)
          : List.of("tnftp", "-V", data, "-o", local, url);
    }

    /** It tries the extended commands first, and with this server they work. */
    @Override
    boolean knows(ClientMode mode) {
      return super.knows(mode) && mode.data().isExtended();
    }
  },

  PYTHON("python3", true) {
    @Override
    List<String> command(Transfer transfer) throws IOException {
      ClientMode mode = transfer.mode();
      Path script = transfer.local().resolveSibling("transfer.py");
      try (InputStream source = RealClient.class.getResourceAsStream("transfer.py")) {
        Files.write(script, source.readAllBytes());
      }
      return List.of(
          "python3",
          script.toString(),
          mode.encryption().name().toLowerCase(Locale.ROOT),
          mode.data().isPassive() ? "passive" : "active",
          mode.host(),
          String.valueOf(transfer.port()),
          transfer.login(),
          TestServer.PASSWORD,
          transfer.isUpload() ? "upload" : "download",
          transfer.local().toString(),
          transfer.remote());
    }

    /** It takes the extended commands for IPv6, and the old ones for IPv4. */
    @Override
    boolean knows(ClientMode mode) {
      return super.knows(mode) && mode.data().isExtended() == mode.ipv6();
    }
  };

  /**
   * One file to move.
   *
   * @param local where it is or goes here, in a directory of this client's own
   * @param remote where it is or goes there
   */
  record Transfer(
      ClientMode mode, int port, String login, boolean isUpload, Path local, String remote) {}

  final String program;
  private final boolean encrypts;

  RealClient(String program, boolean encrypts) {
    this.program = program;
    this.encrypts = encrypts;
  }

  abstract List<String> command(Transfer transfer) throws IOException;

  /** Whether the program can be told to talk so. The old commands do not know IPv6. */
  boolean knows(ClientMode mode) {
    return (encrypts || !mode.isEncrypted()) && (mode.data().isExtended() || !mode.ipv6());
  }

  ClientProgram start(Transfer transfer) throws IOException {
    ClientProgram.require(program);
    return ClientProgram.start(transfer.local().getParent(), command(transfer));
  }

  /** A command line of lftp, connected as the transfer says, that does something. */
  static List<String> lftp(Transfer transfer, String settings, String verb) {
    ClientMode mode = transfer.mode();
    String script =
        String.join(
            "; ",
            settings,
            "set ssl:verify-certificate no",
            "set ftp:ssl-allow " + mode.isEncrypted(),
            "set ftp:ssl-force " + mode.isEncrypted(),
            "set ftp:ssl-protect-data true",
            "set ftp:passive-mode " + mode.data().isPassive(),
            "set ftp:prefer-epsv " + mode.data().isExtended(),
            "open -u %s,%s %s"
                .formatted(transfer.login(), TestServer.PASSWORD, mode.url("", transfer.port())),
            verb);
    return List.of("lftp", "-c", script);
  }
}
