package io.rollcall.jmx;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Accounts with passwords, of which no copy is kept: only codes made with a key that lives as long
 * as this. Comparing takes the same time whatever is right, and for a login that is not there.
 *
 * <p>Accounts are added by one thread before any logs in.
 */
final class PasswordAccounts implements JMXAuthenticator {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] NOBODY = new byte[32];

  private static final class Account {
    private final JmxRole role;
    private final byte[] code;

    private Account(JmxRole role, byte[] code) {
      this.role = role;
      this.code = code;
    }
  }

  private final SecretKeySpec key;
  private final Map<String, Account> accounts = new HashMap<>();

  PasswordAccounts() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** Adds an account; its caller may wipe the password afterwards. */
  void add(String login, char[] password, JmxRole role) {
    if (login.isBlank()) {
      throw new IllegalArgumentException("the login of a JMX account is blank");
    }
    if (password.length == 0) {
      throw new IllegalArgumentException("the password of the JMX account is empty");
    }
    if (accounts.putIfAbsent(login, new Account(role, code(password))) != null) {
      throw new IllegalArgumentException("there are two JMX accounts of the same login");
    }
  }

  boolean isEmpty() {
    return accounts.isEmpty();
  }

  /** The role of somebody whom this let in. */
  @Nullable JmxRole role(Subject subject) {
    return subject.getPrincipals(JMXPrincipal.class).stream()
        .map(principal -> accounts.get(principal.getName()))
        .map(account -> account == null ? null : account.role)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Subject authenticate(Object credentials) {
    if (!(credentials instanceof String[] pair)
        || pair.length != 2
        || pair[0] == null
        || pair[1] == null) {
      throw new SecurityException("a JMX login and a password are required");
    }
    Account account = accounts.get(pair[0]);
    byte[] code = code(pair[1].toCharArray());
    boolean same = MessageDigest.isEqual(code, account == null ? NOBODY : account.code);
    if (account == null || !same) {
      throw new SecurityException("wrong JMX login or password");
    }
    return new Subject(true, Set.of(new JMXPrincipal(pair[0])), Set.of(), Set.of());
  }

  private byte[] code(char[] password) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(encoded);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    } finally {
      encoded.rewind();
      while (encoded.hasRemaining()) {
        encoded.put((byte) 0);
      }
    }
  }
}
