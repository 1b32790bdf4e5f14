package io.rollcall.examples.page;

import io.rollcall.FtpSessionInfo;
import io.rollcall.Page;
import io.rollcall.PanelSessionInfo;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One of the page's two tabs.
 *
 * @param <S> the kind of session it lists
 * @param service whose sessions
 * @param path where it is
 * @param title what it is called
 * @param columns its columns
 * @param defaultItem what it is ordered by at first
 * @param example a filter that shows how they are written
 * @param source lists its sessions
 */
record Tab<S extends SessionInfo>(
    Service service,
    String path,
    String title,
    List<Column<S>> columns,
    String defaultItem,
    String example,
    BiFunction<SessionRegistry, SessionQuery, Page<S>> source) {
  static final Tab<PanelSessionInfo> PANEL =
      new Tab<>(
          Service.PANEL,
          "/sessions",
          "Sessions",
          PanelColumns.ALL,
          "logonTime",
          "login=web* idle>10m",
          SessionRegistry::panelSessions);

  static final Tab<FtpSessionInfo> FTP =
      new Tab<>(
          Service.FTP,
          "/sessions/ftp",
          "FTP Sessions",
          FtpColumns.ALL,
          "-connectedSeconds",
          "status=uploading speed<5",
          SessionRegistry::ftpSessions);

  static final List<Tab<?>> ALL = List.of(PANEL, FTP);

  static Tab<?> of(@Nullable String service) {
    return Service.FTP.name().equals(service) ? FTP : PANEL;
  }

  /** Whether rows can be ordered so. */
  boolean orders(String order) {
    String item = order.startsWith("-") ? order.substring(1) : order;
    return columns.stream().anyMatch(column -> column.item().equals(item));
  }
}
