package io.rollcall.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import io.rollcall.tck.AdapterCompatibilityKit;
import io.rollcall.tck.AdapterUnderTest;
import io.rollcall.tck.KitSetup;
import io.rollcall.tck.TestClient;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The kit can fail: each mistake of an adapter is found by the promise that it breaks. */
@Tag("long")
class KitCatchesBrokenAdaptersTest {
  private static final Mistake NONE = Mistakes.none();

  /** The mistake of the adapter under test. */
  private static volatile Mistake underTest = NONE;

  static List<Mistake> mistakes() {
    return Mistakes.all();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsFound(Mistake mistake) {
    underTest = mistake;
    try {
      for (String promise : mistake.broken()) {
        TestExecutionSummary summary = run(promise);
        assertEquals(1, summary.getTestsFailedCount(), () -> promise + " has not found it");
      }
    } finally {
      mistake.over.countDown();
    }
  }

  /** It is the mistake that is found, and not how it is brought about. */
  @Test
  void withoutAMistakeTheSamePromisesHold() {
    underTest = NONE;
    Set<String> promises =
        mistakes().stream()
            .flatMap(mistake -> mistake.broken().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String promise : promises) {
      TestExecutionSummary summary = run(promise);
      assertEquals(List.of(), summary.getFailures());
      assertEquals(1, summary.getTestsSucceededCount(), promise);
    }
  }

  private static TestExecutionSummary run(String promise) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(BrokenAdapterKit.class, promise))
            .enableImplicitConfigurationParameters(false)
            .build();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create(config).execute(request, listener);
    return listener.getSummary();
  }

  /** The kit, run against the plain adapter with a mistake. */
  static final class BrokenAdapterKit extends AdapterCompatibilityKit {
    @Override
    protected AdapterUnderTest start(KitSetup setup) throws Exception {
      Mistake mistake = underTest;
      mistake.hook = setup.hook();
      return new BrokenAdapter(
          mistake,
          new KitSetup(
              spoiled(mistake, setup.registry()),
              setup.accountResolver(),
              setup.hook(),
              setup.clock()));
    }

    @Override
    protected Duration patience() {
      return underTest == NONE ? super.patience() : Duration.ofMillis(500);
    }
  }

  private static final class BrokenAdapter extends LineAdapterUnderTest {
    private final Mistake mistake;

    BrokenAdapter(Mistake mistake, KitSetup setup) throws IOException {
      super(setup);
      this.mistake = mistake;
    }

    @Override
    public TestClient connect(String login) throws IOException {
      LineClient client =
          new LineClient(port()) {
            @Override
            public boolean renew() throws IOException {
              return mistake.renew(this, login);
            }
          };
      return client.logIn(login, PASSWORD);
    }

    @Override
    public boolean callsHook() {
      return true;
    }
  }

  private static SessionRegistry spoiled(Mistake mistake, SessionRegistry real) {
    return (SessionRegistry)
        Proxy.newProxyInstance(
            KitCatchesBrokenAdaptersTest.class.getClassLoader(),
            new Class<?>[] {SessionRegistry.class},
            (proxy, method, arguments) -> {
              if (!mistake.hears(method.getName())) {
                return null;
              }
              return method.getName().equals("openFtp")
                  ? open(mistake, real, method, arguments)
                  : call(real, method, arguments);
            });
  }

  private static FtpHandle open(
      Mistake mistake, SessionRegistry real, Method method, Object[] arguments) throws Throwable {
    AtomicReference<FtpHandle> opened = new AtomicReference<>();
    Object[] passed = arguments.clone();
    passed[2] = mistake.control((SessionControl) arguments[2], opened::get);
    FtpHandle handle = mistake.handle((FtpHandle) call(real, method, passed));
    opened.set(handle);
    return handle;
  }

  private static Object call(SessionRegistry real, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
