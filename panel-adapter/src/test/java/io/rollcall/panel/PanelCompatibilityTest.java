package io.rollcall.panel;

import io.rollcall.tck.AdapterCompatibilityKit;
import io.rollcall.tck.AdapterUnderTest;
import io.rollcall.tck.KitSetup;
import io.rollcall.tck.TestClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The compatibility kit, run against real servlet containers and a real HTTP client. */
@Tag("long")
@ParameterizedClass
@ArgumentsSource(Containers.class)
class PanelCompatibilityTest extends AdapterCompatibilityKit {
  @Parameter(0)
  Container container;

  @TempDir Path dir;

  @Override
  protected AdapterUnderTest start(KitSetup setup) throws Exception {
    Host host = container.create(dir);
    TestPanel panel = new TestPanel();
    host.onStartup(
        context ->
            panel.addTo(
                context,
                () ->
                    PanelSessions.builder(setup.registry())
                        .clock(setup.clock()::nanos)
                        .loginAttribute(TestPanel.USER)
                        .loginPage("/login")
                        .accountResolver(setup.accountResolver())
                        .onTerminated(login -> setup.hook().run())
                        .install(context)));
    host.start();
    return new Door(host, host.port());
  }

  private record Door(Host host, int port) implements AdapterUnderTest {
    @Override
    public TestClient connect(String login) {
      return new KitBrowser(new Browser(() -> port)).logIn(login, "attribute");
    }

    @Override
    public boolean failToLogIn(String login) {
      KitBrowser unused = new KitBrowser(new Browser(() -> port)).logIn(login, "wrong");
      return true;
    }

    @Override
    public boolean callsHook() {
      return true;
    }

    @Override
    public void stop() throws Exception {
      host.stop();
    }

    /** Java's HTTP client keeps its threads until it is collected. */
    @Override
    public boolean outlives(Thread thread) {
      return thread.getName().startsWith("HttpClient-");
    }
  }
}
