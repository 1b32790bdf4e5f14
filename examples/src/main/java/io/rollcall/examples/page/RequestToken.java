package io.rollcall.examples.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Proves that an order comes from a page that this panel has given to the same login: the session's
 * id under a key that only this server knows. Another site can make a browser send a form, but
 * cannot read the token to put into it.
 */
final class RequestToken {
  private static final int KEY_BYTES = 32;

  private final HashFunction hash;

  RequestToken() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    hash = Hashing.hmacSha256(key);
  }

  String of(PanelUser user) {
    return hash.hashString(user.sessionId(), UTF_8).toString();
  }

  /** Takes the same time whatever is wrong with the token. */
  boolean isOf(PanelUser user, @Nullable String token) {
    return token != null && MessageDigest.isEqual(of(user).getBytes(UTF_8), token.getBytes(UTF_8));
  }
}
