package io.rollcall.jmx;

import io.rollcall.Ending;
import io.rollcall.PrintableText;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.TerminationOrder;
import java.util.List;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Tells the events of one service's sessions as notifications. */
final class SessionNotifications {
  private static final String PREFIX = "io.rollcall.session.";
  private static final String OPENED = PREFIX + "opened";
  private static final String LOGGED_IN = PREFIX + "loggedIn";
  private static final String TERMINATING = PREFIX + "terminating";
  private static final String TERMINATED = PREFIX + "terminated";
  private static final String ENDED = PREFIX + "ended";
  private static final int SHOWN = 256;

  private final SessionLayout<?> layout;
  private final ObjectName source;

  SessionNotifications(SessionLayout<?> layout, ObjectName source) {
    this.layout = layout;
    this.source = source;
  }

  static MBeanNotificationInfo info() {
    return new MBeanNotificationInfo(
        new String[] {OPENED, LOGGED_IN, TERMINATING, TERMINATED, ENDED},
        Notification.class.getName(),
        "What happens to sessions. The message is one line for people, the user data is the row of"
            + " the session as CompositeData. A session that an order ended sends 'terminated' and"
            + " then 'ended', any other only 'ended'.");
  }

  /**
   * Returns what to send for an event: nothing for the other service's, two notifications for the
   * end of a terminated session. Every subscriber sees the same sequence numbers; they grow through
   * a session's notifications, with gaps.
   */
  List<Notification> of(SessionEvent event) {
    SessionInfo session = event.session();
    if (session.service() != layout.service()) {
      return List.of();
    }
    Ending ending = event.ending();
    return switch (event.type()) {
      case OPENED -> List.of(notification(event, 0, OPENED, "opened"));
      case LOGGED_IN -> List.of(notification(event, 0, LOGGED_IN, "logged in"));
      case TERMINATING ->
          List.of(notification(event, 0, TERMINATING, "ordered to end" + by(event.order())));
      case ENDED -> {
        if (ending == null || ending.order() == null) {
          String cause = ending == null ? "" : ": " + ending.cause();
          yield List.of(notification(event, 0, ENDED, "ended" + cause));
        }
        String by = by(ending.order());
        yield List.of(
            notification(event, 0, TERMINATED, "terminated" + by),
            notification(event, 1, ENDED, "ended: " + ending.cause() + by));
      }
    };
  }

  private Notification notification(SessionEvent event, int part, String type, String happened) {
    String message = SessionWords.who(event.session()) + " " + happened;
    Notification notification =
        new Notification(
            type, source, 2 * event.sequenceNumber() + part, event.time().toEpochMilli(), message);
    notification.setUserData(layout.row(event.session()));
    return notification;
  }

  private static String by(@Nullable TerminationOrder order) {
    if (order == null) {
      return "";
    }
    String by = " by " + PrintableText.of(order.orderedBy(), SHOWN);
    return order.reason() == null ? by : by + ": " + PrintableText.of(order.reason(), SHOWN);
  }
}
