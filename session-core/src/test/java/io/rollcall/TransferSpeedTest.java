package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.TransferMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speed is what moved in the last seconds, by the reader's clock. */
class TransferSpeedTest {
  private static final double KILOBYTES_100 = 100_000;

  private ManualClock clock = new ManualClock();
  private SessionRegistry registry = clock.registry().build();

  private TransferMeter start() {
    FtpHandle handle = Doors.ftp(registry, "a");
    return handle.startTransfer(TransferDirection.DOWNLOAD, "/a", 0, null);
  }

  private TransferInfo transfer() {
    return registry.ftpSessions().get(0).transfer();
  }

  private void move(TransferMeter meter, long bytes, Duration every, Duration time) {
    for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(every)) {
      clock.advance(every);
      meter.advance(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 1", "1000, 10", "4100, 41", "10000, 100"})
  void steadyTransferIsWithinAFewPercentAfterThreeSeconds(long bytes, long everyMillis) {
    TransferMeter meter = start();
    Duration every = Duration.ofMillis(everyMillis);
    move(meter, bytes, every, Duration.ofSeconds(3));
    for (int i = 0; i < 100; i++) {
      move(meter, bytes, every, every.multipliedBy(3));
      assertEquals(KILOBYTES_100, transfer().bytesPerSecond(), 0.04 * KILOBYTES_100);
      assertEquals(KILOBYTES_100, transfer().averageBytesPerSecond(), 0.01 * KILOBYTES_100);
    }
  }

  @Test
  void followsAChangeOfSpeedWithinFourSeconds() {
    TransferMeter meter = start();
    move(meter, 10_000, Duration.ofMillis(10), Duration.ofSeconds(60));
    assertEquals(1_000_000, transfer().bytesPerSecond(), 40_000);
    move(meter, 100, Duration.ofMillis(10), Duration.ofSeconds(4));
    assertEquals(10_000, transfer().bytesPerSecond(), 400);
  }

  @Test
  void decaysToZeroWithNobodyWriting() {
    TransferMeter meter = start();
    move(meter, 1_000, Duration.ofMillis(10), Duration.ofSeconds(10));
    double before = transfer().bytesPerSecond();
    for (int i = 0; i < 50; i++) {
      clock.advance(Duration.ofMillis(100));
      double now = transfer().bytesPerSecond();
      assertTrue(now <= before, now + " after " + before);
      before = now;
    }
    assertEquals(0, before);
    assertEquals(1_000_000 / 15.0, transfer().averageBytesPerSecond(), 1);
  }

  @Test
  void isZeroOnceTheTransferIsShownAsStalled() {
    TransferMeter meter = start();
    move(meter, 1_000, Duration.ofMillis(10), Duration.ofSeconds(10));
    for (int millis = 0; millis < 5_000; millis += 10) {
      FtpSessionInfo session = registry.ftpSessions().get(0);
      boolean stalled = session.status() == FtpStatus.STALLED;
      assertEquals(millis >= 3_000, stalled);
      assertTrue(!stalled || session.transfer().bytesPerSecond() == 0, millis + " ms");
      clock.advance(Duration.ofMillis(10));
    }
  }

  @Test
  void aResumedTransferForgetsWhatWasBeforeTheStall() {
    TransferMeter meter = start();
    move(meter, 1_000_000, Duration.ofMillis(10), Duration.ofSeconds(10));
    clock.advance(Duration.ofMinutes(1));
    move(meter, 1_000, Duration.ofMillis(10), Duration.ofSeconds(4));
    assertEquals(KILOBYTES_100, transfer().bytesPerSecond(), 0.04 * KILOBYTES_100);
  }

  @Test
  void theFirstChunkIsNoMeasureOfSpeed() {
    TransferMeter meter = start();
    meter.advance(65_536);
    assertEquals(65_536 * 4, transfer().bytesPerSecond());
    assertEquals(65_536 * 4, transfer().averageBytesPerSecond());
    clock.advance(Duration.ofNanos(1));
    assertTrue(transfer().bytesPerSecond() <= 65_536 * 4);
  }

  @Test
  void aTransferThatHasMovedNothingHasNoSpeed() {
    start();
    assertEquals(0, transfer().bytesPerSecond());
    assertEquals(0, transfer().averageBytesPerSecond());
    clock.advance(Duration.ofSeconds(3));
    assertEquals(FtpStatus.STALLED, registry.ftpSessions().get(0).status());
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE - 2_000_000_000L, -2_000_000_000L, Long.MIN_VALUE})
  void theClockMayStartAnywhereAndWrap(long origin) {
    clock = new ManualClock(origin);
    registry = clock.registry().build();
    TransferMeter meter = start();
    for (int i = 0; i < 10; i++) {
      move(meter, 1_000, Duration.ofMillis(10), Duration.ofSeconds(3));
      FtpSessionInfo session = registry.ftpSessions().get(0);
      assertEquals(KILOBYTES_100, session.transfer().bytesPerSecond(), 0.04 * KILOBYTES_100);
      assertEquals(Duration.ZERO, session.idle());
      assertEquals(Duration.ofSeconds(3L * (i + 1)), session.connected());
    }
  }

  @Test
  void bytesAreNotNegative() {
    TransferMeter meter = start();
    assertThrows(IllegalArgumentException.class, () -> meter.advance(-1));
    assertEquals(0, transfer().bytesTransferred());
  }
}
