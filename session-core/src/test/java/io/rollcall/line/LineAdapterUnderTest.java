package io.rollcall.line;

import io.rollcall.tck.AdapterUnderTest;
import io.rollcall.tck.KitSetup;
import io.rollcall.tck.TestClient;
import java.io.IOException;
import java.util.function.Function;
import java.util.stream.Collectors;

// tag::adapter[]
/** A running {@link LineServer} that knows the kit's logins. */
class LineAdapterUnderTest implements AdapterUnderTest {
  static final String PASSWORD = "secret";

  private final LineServer server;

  LineAdapterUnderTest(KitSetup setup) throws IOException {
    server =
        new LineServer(
            setup.registry(),
            setup.accountResolver(),
            KitSetup.LOGINS.stream()
                .collect(Collectors.toMap(Function.identity(), login -> PASSWORD)));
  }

  @Override
  public TestClient connect(String login) throws IOException {
    return new LineClient(port()).logIn(login, PASSWORD);
  }

  int port() {
    return server.port();
  }

  @Override
  public boolean failToLogIn(String login) throws IOException {
    new LineClient(port()).logIn(login, "wrong").vanish();
    return true;
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    server.stop();
  }
}
// end::adapter[]
