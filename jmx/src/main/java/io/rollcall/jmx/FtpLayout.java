package io.rollcall.jmx;

import io.rollcall.FtpSessionInfo;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.TransferInfo;
import java.time.Duration;
import java.util.function.Function;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/** The rows and the table of file-transfer sessions. */
final class FtpLayout {
  /** Kilobytes are of 1,024 bytes. */
  private static final double KILOBYTE = 1_024;

  static final SessionLayout<FtpSessionInfo> LAYOUT =
      new SessionLayout<>(
          Service.FTP,
          "FTP session",
          FtpSessionInfo.class,
          SessionRegistry::ftpSessions,
          columns(items()).build("io.rollcall.FtpSessionInfo", "One FTP session."));

  private FtpLayout() {}

  private static RowLayout.Builder<FtpSessionInfo> items() {
    return new RowLayout.Builder<FtpSessionInfo>()
        .text("id", "The session's id: what the orders take.", FtpSessionInfo::id)
        .text("type", "The type of user, such as WEB_USER; null: no login.", SessionWords::type)
        .text("status", "What the session is doing, such as UPLOADING.", FtpSessionInfo::status)
        .text("login", "The login name; null before the login.", SessionWords::login)
        .text("domain", "The domain the account belongs to, if any.", SessionWords::domain)
        .longText("location", "The current directory.", FtpSessionInfo::location)
        .longText("fileName", "The file being transferred.", transfer(TransferInfo::fileName))
        .sometimes(
            "speedKBps",
            SimpleType.DOUBLE,
            "Kilobytes (1,024 bytes) a second over the last seconds; null: no transfer.",
            FtpLayout::speed)
        .sometimes(
            "progressPercent",
            SimpleType.DOUBLE,
            "How much of the file is over, in per cent; null: no transfer or unknown.",
            FtpLayout::progress)
        .text("ipAddress", "Where the client connects from.", SessionWords::address)
        .sometimes(
            "logonTime",
            SimpleType.DATE,
            "When the user logged in; null before the login.",
            SessionWords::logon)
        .always(
            "connectedSeconds",
            SimpleType.LONG,
            "Seconds since the login or, before it, since the connection was made.",
            session -> session.connected().toSeconds())
        .always(
            "idleSeconds",
            SimpleType.LONG,
            "How long the person has done nothing, in seconds.",
            session -> session.idle().toSeconds())
        .text(
            "direction",
            "UPLOAD or DOWNLOAD; null: no transfer.",
            transfer(TransferInfo::direction))
        .sometimes(
            "bytesTransferred",
            SimpleType.LONG,
            "Bytes moved in this transfer; null: no transfer.",
            transfer(TransferInfo::bytesTransferred))
        .sometimes(
            "bytesTotal",
            SimpleType.LONG,
            "The file's size in bytes; null: no transfer or unknown.",
            transfer(TransferInfo::bytesTotal))
        .sometimes(
            "secondsLeft",
            SimpleType.LONG,
            "Seconds until the transfer is over at the present speed; null: unknown.",
            FtpLayout::secondsLeft)
        .text("protocol", "What the door speaks, such as FTPS.", FtpSessionInfo::protocol)
        .always(
            "secure",
            SimpleType.BOOLEAN,
            "Whether the control connection is encrypted.",
            FtpSessionInfo::secure)
        .text("state", "ACTIVE, or TERMINATING once ordered to end.", FtpSessionInfo::state);
  }

  private static RowLayout.Builder<FtpSessionInfo> columns(
      RowLayout.Builder<FtpSessionInfo> layout) {
    return layout
        .column("ID", 8, FtpSessionInfo::id)
        .column("Type", 15, SessionWords::type)
        .column("Status", 11, FtpSessionInfo::status)
        .column("Login", 32, SessionWords::login)
        .column("Domain", 32, SessionWords::domain)
        .column("Location", 32, session -> TextTable.end(session.location(), 32))
        .column("File", 32, session -> TextTable.end(file(session), 32))
        .numbers("Speed", 14, session -> SessionWords.speed(speed(session)))
        .numbers("Progress", 8, session -> SessionWords.percent(progress(session)))
        .column("IP address", 45, SessionWords::address)
        .column("Logon time", 19, session -> SessionWords.time(session.logonTime()))
        .numbers("Connected", 9, session -> SessionWords.duration(session.connected()))
        .numbers("Idle", 7, session -> SessionWords.duration(session.idle()))
        .column("Protocol", 8, FtpSessionInfo::protocol);
  }

  private static <V> Function<FtpSessionInfo, @Nullable V> transfer(
      Function<TransferInfo, ? extends @Nullable V> value) {
    return session -> session.transfer() == null ? null : value.apply(session.transfer());
  }

  private static @Nullable Double speed(FtpSessionInfo session) {
    TransferInfo transfer = session.transfer();
    return transfer == null ? null : transfer.bytesPerSecond() / KILOBYTE;
  }

  private static @Nullable Double progress(FtpSessionInfo session) {
    TransferInfo transfer = session.transfer();
    return transfer == null ? null : transfer.progressPercent();
  }

  private static @Nullable Long secondsLeft(FtpSessionInfo session) {
    TransferInfo transfer = session.transfer();
    Duration left = transfer == null ? null : transfer.timeLeft();
    return left == null ? null : left.toSeconds();
  }

  /** The file's name: with its path only where that is not the current directory. */
  private static @Nullable String file(FtpSessionInfo session) {
    TransferInfo transfer = session.transfer();
    if (transfer == null || session.location() == null) {
      return transfer == null ? null : transfer.fileName();
    }
    String directory =
        session.location().endsWith("/") ? session.location() : session.location() + "/";
    String file = transfer.fileName();
    return file.startsWith(directory) && file.length() > directory.length()
        ? file.substring(directory.length())
        : file;
  }
}
