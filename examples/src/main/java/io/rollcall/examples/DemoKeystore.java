package io.rollcall.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's own TLS key, made by the JDK's keytool when it first starts. */
final class DemoKeystore {
  static final String PASSWORD = "rollcall-demo";

  private DemoKeystore() {}

  static Path in(Path home) throws IOException, InterruptedException {
    Path file = home.resolve("demo-keystore.p12");
    if (Files.exists(file)) {
      return file;
    }
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "demo",
                "-keyalg",
                "EC",
                "-validity",
                "3650",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool could not make the demo's TLS key: " + output);
    }
    return file;
  }
}
