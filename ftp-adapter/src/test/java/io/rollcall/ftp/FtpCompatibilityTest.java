package io.rollcall.ftp;

import io.rollcall.tck.AdapterCompatibilityKit;
import io.rollcall.tck.AdapterUnderTest;
import io.rollcall.tck.KitSetup;
import io.rollcall.tck.TestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.junit.jupiter.api.io.TempDir;

/** The compatibility kit, run against a real FtpServer and a real client. */
class FtpCompatibilityTest extends AdapterCompatibilityKit {
  @TempDir Path home;

  @Override
  protected AdapterUnderTest start(KitSetup setup) throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.registry = setup.registry();
    options.factory = factory -> factory.getFtplets().put("hook", new HookFtplet(setup.hook()));
    options.install =
        (factory, registry) ->
            FtpSessions.builder(registry).accountResolver(setup.accountResolver()).install(factory);
    TestServer server = options.start(home);
    for (String login : KitSetup.LOGINS) {
      server.addUser(login, 0);
    }
    server.sparseFile(KitClient.LARGE_FILE, 1L << 40);
    return new Door(server);
  }

  /** The host's own code, which is told when a connection has ended, however it did. */
  private static final class HookFtplet extends DefaultFtplet {
    private final Runnable hook;

    HookFtplet(Runnable hook) {
      this.hook = hook;
    }

    @Override
    public FtpletResult onDisconnect(FtpSession session) {
      hook.run();
      return FtpletResult.DEFAULT;
    }
  }

  private record Door(TestServer server) implements AdapterUnderTest {
    @Override
    public TestClient connect(String login) throws IOException {
      return new KitClient().logIn(server, login, TestServer.PASSWORD);
    }

    @Override
    public boolean failToLogIn(String login) throws IOException {
      new KitClient().logIn(server, login, "wrong").vanish();
      return true;
    }

    @Override
    public boolean callsHook() {
      return true;
    }

    /**
     * A thread of MINA's pool that waits for work when the pool is shut down may be forgotten, and
     * ends half a minute later by itself. One that works may not stay.
     */
    @Override
    public boolean outlives(Thread thread) {
      return Stream.of(thread.getStackTrace())
          .anyMatch(
              frame ->
                  frame.getClassName().endsWith("OrderedThreadPoolExecutor$Worker")
                      && frame.getMethodName().equals("fetchSession"));
    }

    @Override
    public void stop() {
      server.server.stop();
    }
  }
}
