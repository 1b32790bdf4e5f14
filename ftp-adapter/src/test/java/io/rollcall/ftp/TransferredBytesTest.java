package io.rollcall.ftp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.ftplet.FtpException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counting the bytes of a file leaves them as they are. */
class TransferredBytesTest {
  @TempDir Path home;

  private TestServer server;
  private FTPClient client;

  @BeforeEach
  void start() throws FtpException, IOException {
    server = TestServer.start(home);
    client = server.login("alice");
  }

  @AfterEach
  void stop() throws IOException {
    client.disconnect();
    server.close();
  }

  /** Around the sizes of the server's buffers. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 12_288, 1_000_003})
  void ofAnySizeArriveBothWays(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);

    assertTrue(client.storeFile("file.bin", new ByteArrayInputStream(content)));
    assertArrayEquals(content, Files.readAllBytes(home.resolve("file.bin")));
    assertArrayEquals(content, download("file.bin"));
  }

  @Test
  void ofATextArriveBothWays() throws IOException {
    byte[] text = "a line of text\n".repeat(5_000).getBytes(US_ASCII);
    assertTrue(client.setFileType(FTP.ASCII_FILE_TYPE));

    assertTrue(client.storeFile("file.txt", new ByteArrayInputStream(text)));
    assertArrayEquals(text, Files.readAllBytes(home.resolve("file.txt")));
    assertArrayEquals(text, download("file.txt"));
  }

  @Test
  void arriveFromWhereATransferGoesOn() throws IOException {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);
    byte[] rest = Arrays.copyOfRange(content, 33_333, content.length);
    Files.write(home.resolve("file.bin"), content);

    client.setRestartOffset(33_333);
    assertArrayEquals(rest, download("file.bin"));

    Files.write(home.resolve("file.bin"), Arrays.copyOf(content, 33_333));
    assertTrue(client.appendFile("file.bin", new ByteArrayInputStream(rest)));
    assertArrayEquals(content, Files.readAllBytes(home.resolve("file.bin")));
  }

  private byte[] download(String name) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    assertTrue(client.retrieveFile(name, received));
    return received.toByteArray();
  }
}
