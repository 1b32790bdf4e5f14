package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Progress and time left are blank where they are not known, and never invented. */
class TransferProgressTest {
  private static TransferInfo transfer(long offset, long moved, Long total, double speed) {
    return new TransferInfo(TransferDirection.DOWNLOAD, "/a", offset, moved, total, speed, speed);
  }

  @Test
  void progressCountsTheOffset() {
    assertEquals(50.0, transfer(400, 100, 1_000L, 10).progressPercent());
    assertEquals(40.0, transfer(400, 0, 1_000L, 0).progressPercent());
    assertEquals(100.0, transfer(400, 600, 1_000L, 10).progressPercent());
  }

  @Test
  void timeLeftIsTheRestAtThePresentSpeedRoundedUp() {
    assertEquals(Duration.ofSeconds(5), transfer(400, 100, 1_000L, 100).timeLeft());
    assertEquals(Duration.ofSeconds(6), transfer(400, 100, 1_001L, 100).timeLeft());
    assertEquals(Duration.ZERO, transfer(0, 1_000, 1_000L, 100).timeLeft());
  }

  @Test
  void unknownTotalIsBlank() {
    assertNull(transfer(0, 100, null, 100).progressPercent());
    assertNull(transfer(0, 100, null, 100).timeLeft());
  }

  @Test
  void exceededTotalIsBlank() {
    assertNull(transfer(0, 1_001, 1_000L, 100).progressPercent());
    assertNull(transfer(0, 1_001, 1_000L, 100).timeLeft());
    assertNull(transfer(1_001, 0, 1_000L, 100).progressPercent());
  }

  @Test
  void anOffsetNearTheLargestNumberIsBlankAndDoesNotOverflow() {
    assertNull(transfer(Long.MAX_VALUE, 10, 1_000L, 100).progressPercent());
    assertNull(transfer(Long.MAX_VALUE, 10, 1_000L, 100).timeLeft());
  }

  @Test
  void stalledTransferHasNoTimeLeft() {
    assertNull(transfer(0, 100, 1_000L, 0).timeLeft());
  }

  @Test
  void emptyFileIsComplete() {
    assertEquals(100.0, transfer(0, 0, 0L, 0).progressPercent());
  }

  @Test
  void slowestSpeedAndLargestFileGiveADuration() {
    assertEquals(Long.MAX_VALUE, transfer(0, 1, Long.MAX_VALUE, 0.01).timeLeft().toSeconds());
  }
}
