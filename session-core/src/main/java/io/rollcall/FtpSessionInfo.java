package io.rollcall;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file-transfer session as it was at the instant of a listing.
 *
 * @param id the session id
 * @param account who is logged in, or null if nobody yet
 * @param address where the client connects from, or null if unknown
 * @param connected how long the connection had stood; with a login, how long since it logged in
 * @param logonTime when the user logged in, or null if nobody yet
 * @param idle how long the person had done nothing
 * @param state whether the session has been ordered to end
 * @param status what the session was doing
 * @param location the current directory as the client sees it, or null if not logged in; named by
 *     clients, so hostile until {@linkplain PrintableText shown safely}
 * @param transfer the running transfer, or null if there is none
 * @param protocol what the door speaks: {@code FTP}, {@code FTPS}, or what another door calls
 *     itself
 * @param secure whether the control connection is encrypted
 */
public record FtpSessionInfo(
    String id,
    @Nullable Account account,
    @Nullable InetAddress address,
    Duration connected,
    @Nullable Instant logonTime,
    Duration idle,
    SessionState state,
    FtpStatus status,
    @Nullable String location,
    @Nullable TransferInfo transfer,
    String protocol,
    boolean secure)
    implements SessionInfo {
  @Override
  public Service service() {
    return Service.FTP;
  }
}
