package io.rollcall.tck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every adapter has to hold, whatever its door. Each test is a promise to operators, and runs
 * against a host of its own that has just been started.
 *
 * <p>After each test the host is stopped, and then no row, and no thread that was not there before,
 * may be left. A promise about something that the door has not (a change of login, say) is reported
 * as skipped.
 */
@Timeout(60)
public abstract class AdapterCompatibilityKit
    implements ListingPromises,
        TerminationPromises,
        OverlapPromises,
        AdmissionPromises,
        EmbedderPromises,
        ShutdownPromises {
  private @Nullable Fixture fixture;

  /** Creates the tests of an adapter. */
  protected AdapterCompatibilityKit() {}

  /**
   * Starts a host with the adapter installed.
   *
   * @param setup what the adapter is to be installed with
   * @return the running host and its door
   * @throws Exception if it cannot be started; the test fails
   */
  protected abstract AdapterUnderTest start(KitSetup setup) throws Exception;

  /**
   * Returns how long the kit waits for something that has to happen, an order for its session to be
   * gone included.
   *
   * @return ten seconds, unless overridden
   */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  /**
   * Returns the adapter that the running test has started, for an adapter's tests of its own.
   *
   * @return the adapter and what the kit knows of it
   * @throws NullPointerException outside a test
   */
  @Override
  public final Fixture fixture() {
    return requireNonNull(fixture, "no test is running");
  }

  @BeforeEach
  final void startAdapter() throws Exception {
    fixture = new Fixture(patience(), this::start);
  }

  @AfterEach
  final void stopAdapter() throws Exception {
    Fixture present = fixture;
    if (present != null) { // null if it could not be started
      present.close();
    }
  }
}
