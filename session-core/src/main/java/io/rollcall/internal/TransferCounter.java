package io.rollcall.internal;

import io.rollcall.FtpStatus;
import io.rollcall.TransferDirection;
import io.rollcall.TransferInfo;
import io.rollcall.spi.TransferMeter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one transfer, and how fast they go.
 *
 * <p>Concurrency. One thread writes, any may read, and neither waits. Time is cut into slots of a
 * quarter of a second; the writer adds to the slot of the moment in a small ring. A reader adds up
 * the slots that are recent <em>by its own clock</em>, so a transfer that stops decays to 0 with
 * nobody writing. A slot is emptied before it is given its new number, and numbered with release
 * before a reader's acquire, so a reader counts a slot's old bytes under no new number; it may miss
 * the chunk of this very moment.
 */
final class TransferCounter implements TransferMeter {
  /** 2^28 ns, 268 ms. */
  private static final int SLOT_SHIFT = 28;

  /** Power of two, more than the window. */
  private static final int RING = 16;

  /** The slots that make up a speed: 12 of them and the part of the present one, 3.2 to 3.5 s. */
  private static final int WINDOW = 12;

  /**
   * After so many slots the first counts no more: it holds the burst that fills the network's
   * buffers, megabytes of it, which says nothing of how fast the client takes the rest.
   */
  private static final int BURST_SLOTS = 4;

  /** Bytes are not spread over less than this: the first chunk is no measure of speed. */
  private static final double SHORTEST_SECONDS = 0.25;

  /** Nothing moved for this long is a stall. */
  private static final long STALL_NANOS = 3_000_000_000L;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle MOVED;
  private static final VarHandle MOVED_AT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MOVED = lookup.findVarHandle(TransferCounter.class, "moved", long.class);
      MOVED_AT = lookup.findVarHandle(TransferCounter.class, "movedAt", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final LongSupplier nanoClock;
  private final TransferDirection direction;
  private final String fileName;
  private final long offset;
  private final @Nullable Long total;
  private final long startedAt;
  private final long[] slotNumbers = new long[RING];
  private final long[] slotBytes = new long[RING];

  /** Bytes so far; written by the one writer, opaquely. */
  private long moved;

  /** When bytes last moved; written by the one writer, opaquely. */
  @SuppressWarnings("UnusedVariable") // through MOVED_AT
  private long movedAt;

  TransferCounter(
      LongSupplier nanoClock,
      TransferDirection direction,
      String fileName,
      long offset,
      @Nullable Long total) {
    this.nanoClock = nanoClock;
    this.direction = direction;
    this.fileName = fileName;
    this.offset = offset;
    this.total = total;
    startedAt = nanoClock.getAsLong();
    movedAt = startedAt;
  }

  @Override
  public void advance(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes is " + bytes + "; expected 0 or more");
    }
    // slots count from the start, so that 0 is never a number in use and no clock value matters
    long now = nanoClock.getAsLong();
    long number = 1 + ((now - startedAt) >> SLOT_SHIFT);
    int slot = (int) number & (RING - 1);
    if (slotNumbers[slot] != number) {
      ELEMENT.setOpaque(slotBytes, slot, 0L);
      ELEMENT.setRelease(slotNumbers, slot, number);
    }
    ELEMENT.setOpaque(slotBytes, slot, slotBytes[slot] + bytes);
    MOVED.setOpaque(this, moved + bytes);
    MOVED_AT.setOpaque(this, now);
  }

  boolean hasMoved() {
    return (long) MOVED.getOpaque(this) > 0;
  }

  /** When bytes last moved or, before that, the transfer began. */
  long movedAt() {
    return (long) MOVED_AT.getOpaque(this);
  }

  long stillNanos(long now) {
    return Math.max(0, now - movedAt());
  }

  private boolean isStalled(long now) {
    return stillNanos(now) >= STALL_NANOS;
  }

  FtpStatus status(long now) {
    if (isStalled(now)) {
      return FtpStatus.STALLED;
    }
    return direction == TransferDirection.UPLOAD ? FtpStatus.UPLOADING : FtpStatus.DOWNLOADING;
  }

  double bytesPerSecond(long now) {
    if (isStalled(now)) { // some slots of the window may still hold bytes
      return 0;
    }
    long elapsed = Math.max(0, now - startedAt);
    long present = 1 + (elapsed >> SLOT_SHIFT);
    long oldest = Math.max(present > BURST_SLOTS ? 2 : 1, present - WINDOW);
    long bytes = 0;
    for (int slot = 0; slot < RING; slot++) {
      long number = (long) ELEMENT.getAcquire(slotNumbers, slot);
      if (number >= oldest && number <= present) {
        bytes += (long) ELEMENT.getOpaque(slotBytes, slot);
      }
    }
    return bytes / seconds(elapsed - ((oldest - 1) << SLOT_SHIFT));
  }

  TransferInfo info(long now) {
    long bytes = (long) MOVED.getOpaque(this);
    return new TransferInfo(
        direction,
        fileName,
        offset,
        bytes,
        total,
        bytesPerSecond(now),
        bytes / seconds(Math.max(0, now - startedAt)));
  }

  private static double seconds(long nanos) {
    return Math.max(SHORTEST_SECONDS, nanos / NANOS_PER_SECOND);
  }
}
