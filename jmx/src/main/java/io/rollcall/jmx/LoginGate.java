package io.rollcall.jmx;

import io.rollcall.PrintableText;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import javax.management.remote.JMXAuthenticator;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets somebody in: limits the attempts, asks the authenticator who it is and the host which role
 * that is, and notes the role with the subject, whose calls are then {@linkplain RoleGuard guarded}
 * by it.
 */
final class LoginGate implements JMXAuthenticator {
  private static final Logger logger = LoggerFactory.getLogger(RemoteJmx.class);

  private final JMXAuthenticator authenticator;
  private final Function<? super Subject, ? extends @Nullable JmxRole> roles;
  private final LoginAttempts attempts;

  LoginGate(
      JMXAuthenticator authenticator,
      Function<? super Subject, ? extends @Nullable JmxRole> roles,
      LoginAttempts attempts) {
    this.authenticator = authenticator;
    this.roles = roles;
    this.attempts = attempts;
  }

  @Override
  public Subject authenticate(Object credentials) {
    String host = Caller.clientHost();
    String address = host == null ? "this JVM" : host;
    if (!attempts.take(address)) {
      throw new SecurityException(
          "too many failed JMX logins from " + address + "; try again in a minute");
    }
    try {
      Subject subject = identify(credentials);
      attempts.succeeded(address);
      return subject;
    } catch (SecurityException e) {
      String message = e.getMessage();
      logger.warn(
          "a JMX login from {} was refused: {}",
          address,
          message == null ? "no reason given" : PrintableText.of(message, 256));
      throw e;
    } catch (RuntimeException e) { // the embedder's code
      logger.error("a JMX login from {} was refused: the authenticator failed", address, e);
      throw new SecurityException("the JMX login failed on the server's side");
    }
  }

  private Subject identify(Object credentials) {
    Subject subject = authenticator.authenticate(credentials);
    if (subject == null) { // to JMX that means: anybody, without a name
      throw new SecurityException("the authenticator named nobody");
    }
    JmxRole role = roles.apply(subject);
    if (role == null) {
      throw new SecurityException("this account has no role in JMX");
    }
    Set<Object> publicCredentials = new HashSet<>(subject.getPublicCredentials());
    publicCredentials.removeIf(JmxRole.class::isInstance);
    publicCredentials.add(role);
    return new Subject(
        true, subject.getPrincipals(), publicCredentials, subject.getPrivateCredentials());
  }
}
