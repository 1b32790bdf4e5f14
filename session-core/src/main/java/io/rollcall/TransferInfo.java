package io.rollcall;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running file transfer as it was at the instant of a listing.
 *
 * @param direction which way the file goes
 * @param fileName the file as the client names it, with its path; hostile until {@linkplain
 *     PrintableText shown safely}
 * @param offset the byte of the file at which the transfer began (RFC 3659 section 5, {@code REST})
 * @param bytesTransferred file bytes moved in this transfer, not counting the offset
 * @param bytesTotal the whole file's size in bytes, or null if unknown: an upload's size is known
 *     only if the client announced it ({@code ALLO})
 * @param bytesPerSecond the speed over the last three seconds; 0 once the transfer stalls
 * @param averageBytesPerSecond the speed since the transfer began
 */
public record TransferInfo(
    TransferDirection direction,
    String fileName,
    long offset,
    long bytesTransferred,
    @Nullable Long bytesTotal,
    double bytesPerSecond,
    double averageBytesPerSecond) {

  /**
   * Returns how much of the file has gone over, the offset included.
   *
   * @return 0 to 100, or null if the total is unknown or has turned out to be wrong
   */
  public @Nullable Double progressPercent() {
    Long total = knownTotal();
    if (total == null) {
      return null;
    }
    return total == 0 ? 100.0 : 100.0 * (offset + bytesTransferred) / total;
  }

  /**
   * Returns how long the rest takes at the present speed.
   *
   * @return the duration in whole seconds, rounded up, or null if the total is unknown or nothing
   *     moves
   */
  public @Nullable Duration timeLeft() {
    Long total = knownTotal();
    if (total == null || bytesPerSecond <= 0) {
      return null;
    }
    long left = total - offset - bytesTransferred;
    return Duration.ofSeconds((long) Math.ceil(left / bytesPerSecond));
  }

  private @Nullable Long knownTotal() {
    // a client may restart at any offset up to 2^63 - 1: a sum could overflow
    return bytesTotal == null || bytesTransferred > bytesTotal - offset ? null : bytesTotal;
  }
}
