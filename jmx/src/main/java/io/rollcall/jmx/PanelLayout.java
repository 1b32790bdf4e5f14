package io.rollcall.jmx;

import io.rollcall.PanelSessionInfo;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import javax.management.openmbean.SimpleType;

/** The rows and the table of control panel sessions. */
final class PanelLayout {
  static final SessionLayout<PanelSessionInfo> LAYOUT =
      new SessionLayout<>(
          Service.PANEL,
          "panel session",
          PanelSessionInfo.class,
          SessionRegistry::panelSessions,
          rows());

  private PanelLayout() {}

  private static RowLayout<PanelSessionInfo> rows() {
    return new RowLayout.Builder<PanelSessionInfo>()
        .text("id", "The session's id: what the orders take.", PanelSessionInfo::id)
        .text("type", "The type of user, such as DOMAIN_OWNER.", SessionWords::type)
        .text("login", "The login name.", SessionWords::login)
        .text("domain", "The domain the account belongs to, if any.", SessionWords::domain)
        .text("ipAddress", "Where the browser connects from.", SessionWords::address)
        .sometimes("logonTime", SimpleType.DATE, "When the user logged in.", SessionWords::logon)
        .always(
            "idleSeconds",
            SimpleType.LONG,
            "How long the person has done nothing, in seconds.",
            session -> session.idle().toSeconds())
        .text("state", "ACTIVE, or TERMINATING once ordered to end.", PanelSessionInfo::state)
        .text("client", "What the browser calls itself.", PanelSessionInfo::client)
        .column("ID", 8, PanelSessionInfo::id)
        .column("Type", 15, SessionWords::type)
        .column("Login", 32, SessionWords::login)
        .column("Domain", 32, SessionWords::domain)
        .column("IP address", 45, SessionWords::address)
        .column("Logon time", 19, session -> SessionWords.time(session.logonTime()))
        .numbers("Idle", 7, session -> SessionWords.duration(session.idle()))
        .column("State", 11, PanelSessionInfo::state)
        .column("Browser", 48, session -> TextTable.end(session.client(), 48))
        .build("io.rollcall.PanelSessionInfo", "One panel session.");
  }
}
