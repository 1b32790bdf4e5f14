package io.rollcall.jmx;

import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The names of one registry's beans. */
final class BeanNames {
  private static final int LOGIN_LENGTH = 256;
  static final String DOMAIN = "io.rollcall";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

  private final String name;

  /** Creates the names; a registry's name is quoted unless it is plain, as {@code default} is. */
  BeanNames(String registryName) {
    name = PLAIN.matcher(registryName).matches() ? registryName : quoted(registryName);
  }

  ObjectName registry() {
    return named("type=SessionRegistry,name=" + name);
  }

  ObjectName accessControl() {
    return named("type=AccessControl,name=" + name);
  }

  ObjectName sessionHistory() {
    return named("type=SessionHistory,name=" + name);
  }

  ObjectName panelSessions() {
    return named("type=PanelSessions,name=" + name);
  }

  ObjectName ftpSessions() {
    return named("type=FtpSessions,name=" + name);
  }

  ObjectName sessions(Service service) {
    return service == Service.FTP ? ftpSessions() : panelSessions();
  }

  /** The name of one session's bean; the login of a connection without one is empty. */
  ObjectName session(SessionInfo session) {
    String login = session.account() == null ? "" : session.account().login();
    return named(
        "type=Session,name=%s,service=%s,login=%s,id=%s"
            .formatted(
                name,
                session.service(),
                quoted(PrintableText.of(login, LOGIN_LENGTH)),
                session.id()));
  }

  /** Quotes after making printable: quoting leaves control characters as they are. */
  private static String quoted(String value) {
    return ObjectName.quote(PrintableText.of(value));
  }

  private static ObjectName named(String keys) {
    try {
      return new ObjectName(DOMAIN + ":" + keys);
    } catch (MalformedObjectNameException e) {
      throw new AssertionError("values that are not ours are quoted", e);
    }
  }
}
