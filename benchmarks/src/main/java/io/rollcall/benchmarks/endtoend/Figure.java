package io.rollcall.benchmarks.endtoend;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param work what was done
 * @param with by whom
 * @param value the median, of paired measurements, or the value itself
 * @param unit the value's unit
 * @param comparison with the same work done otherwise, or null
 */
public record Figure(
    String work, String with, double value, String unit, @Nullable Comparison comparison) {

  /**
   * A value against another's.
   *
   * @param without by whom the other was measured
   * @param value the other's value
   * @param ratio the first to the other: of paired measurements the median of the pairs' ratios
   * @param low the lower end of the ratio's 95 % confidence interval
   * @param high its upper end
   */
  public record Comparison(String without, double value, double ratio, double low, double high) {}

  static Figure of(String work, String with, double value, String unit) {
    return new Figure(work, with, value, unit, null);
  }

  /** One line, ratio first. */
  @Override
  public String toString() {
    Comparison other = comparison;
    String measured = String.format(Locale.ROOT, "%,.2f %s", value, unit);
    if (other == null) {
      return "%s, %s: %s".formatted(work, with, measured);
    }
    return String.format(
        Locale.ROOT,
        "%s, %s: %.4f (%.4f to %.4f) × %s: %s, not %,.2f",
        work,
        with,
        other.ratio(),
        other.low(),
        other.high(),
        other.without(),
        measured,
        other.value());
  }
}
