package io.rollcall.ftp;

import io.rollcall.FtpStatus;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.net.ftp.FTPClient;
import org.jspecify.annotations.Nullable;

/** What the model knows of one client that is connected, and of its row. */
final class ModelledClient {
  /** As in the registry: a transfer that has moved nothing for so long has stalled. */
  private static final Duration STALL = Duration.ofSeconds(3);

  final FTPClient connection;
  String id;
  @Nullable String login;
  @Nullable String location;
  Instant since;
  Instant active;
  @Nullable OutputStream upload;
  String fileName = "";
  long moved;
  Instant movedAt;

  ModelledClient(FTPClient connection, String id, Instant now) {
    this.connection = connection;
    restart(id, now);
  }

  /** Another row takes the place of the one before. */
  void restart(String newId, Instant now) {
    id = newId;
    login = null;
    location = null;
    since = now;
    active = now;
    movedAt = now;
    upload = null;
  }

  void logIn(String newLogin, Instant now) {
    login = newLogin;
    location = "/";
    since = now;
    active = now;
  }

  FtpStatus status(Instant now) {
    if (login == null) {
      return FtpStatus.CONNECTED;
    }
    if (upload == null) {
      return FtpStatus.IDLE;
    }
    return still(now).compareTo(STALL) >= 0 ? FtpStatus.STALLED : FtpStatus.UPLOADING;
  }

  private Duration still(Instant now) {
    return Duration.between(movedAt, now);
  }

  Duration idle(Instant now) {
    Duration idle = Duration.between(active, now);
    return upload != null && still(now).compareTo(idle) < 0 ? still(now) : idle;
  }

  /** Everything that a row shows, as one text. */
  String row(Instant now) {
    return String.join(
        " ",
        id,
        String.valueOf(login),
        status(now).name(),
        String.valueOf(location),
        Duration.between(since, now).toString(),
        idle(now).toString(),
        upload == null ? "-" : fileName + ":" + moved);
  }
}
