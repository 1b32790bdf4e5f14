package io.rollcall.jmx;

import io.rollcall.SessionCounts;
import io.rollcall.SessionRegistry;
import java.util.List;
import java.util.function.Function;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** The bean of the registry's counters: numbers only, each read without looking at any session. */
final class RegistryBean {
  private static final List<Reading> READINGS =
      List.of(
          now("PanelSessionCount", "Control panel sessions now.", SessionCounts::panelSessions),
          now("FtpSessionCount", "FTP sessions now.", SessionCounts::ftpSessions),
          now(
              "PeakSessionCount",
              "The most sessions at once, of all doors together, since the start.",
              SessionCounts::peakSessions),
          total("OpenedTotal", "Sessions opened since the start.", SessionCounts::openedTotal),
          total(
              "EndedTotal",
              "Sessions ended since the start, however they ended.",
              SessionCounts::endedTotal),
          total(
              "TerminatedTotal",
              "Sessions ended by an order since the start.",
              SessionCounts::terminatedTotal),
          total(
              "FailedTerminationTotal",
              "Orders whose means to end the session failed since the start.",
              SessionCounts::failedTerminationTotal),
          total(
              "RefusedTotal",
              "Sessions and logins that a lockout or a limit kept out since the start.",
              SessionCounts::refusedTotal),
          total(
              "DroppedNotificationTotal",
              "Events that a subscriber's queue could not hold since the start.",
              SessionCounts::droppedEventTotal));

  private RegistryBean() {}

  static OpenBean of(SessionRegistry registry) {
    Function<Reading, BeanAttribute> attribute =
        reading ->
            BeanAttribute.of(
                reading.name(),
                reading.type(),
                reading.description(),
                () -> reading.count().apply(registry.counts()));
    return new OpenBean(
        "Counts the sessions of all doors; cheap to read, safe for metric scrapers.",
        READINGS.stream().map(attribute).toList(),
        List.of());
  }

  private record Reading(
      String name, OpenType<?> type, String description, Function<SessionCounts, Number> count) {}

  private static Reading now(
      String name, String description, Function<SessionCounts, Number> count) {
    return new Reading(name, SimpleType.INTEGER, description, count);
  }

  private static Reading total(
      String name, String description, Function<SessionCounts, Number> count) {
    return new Reading(name, SimpleType.LONG, description, count);
  }
}
