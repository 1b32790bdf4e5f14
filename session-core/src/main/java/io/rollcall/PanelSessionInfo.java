package io.rollcall;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A control panel session as it was at the instant of a listing.
 *
 * @param id the session id
 * @param account who is logged in
 * @param address where the browser connects from, or null if unknown
 * @param logonTime when the user logged in
 * @param idle how long the person had done nothing
 * @param state whether the session has been ordered to end
 * @param client what the client calls itself (RFC 9110 section 10.1.5, {@code User-Agent}), or null
 *     if it did not say; chosen by the client, so hostile until {@linkplain PrintableText shown
 *     safely}
 */
public record PanelSessionInfo(
    String id,
    Account account,
    @Nullable InetAddress address,
    Instant logonTime,
    Duration idle,
    SessionState state,
    @Nullable String client)
    implements SessionInfo {
  @Override
  public Service service() {
    return Service.PANEL;
  }
}
