import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * A client that has nothing but the JDK. Reads every attribute, calls every operation, takes
 * notifications, and prints what it got. Arguments: the connector's URL, the registry's name, ids of
 * three file-transfer sessions, and the login that matches a fourth.
 */
public class PlainClient {
  private static MBeanServerConnection server;

  public static void main(String[] arguments) throws Exception {
    Map<String, Object> operator =
        Map.of(JMXConnector.CREDENTIALS, new String[] {"operator", "secret"});
    JMXServiceURL url = new JMXServiceURL(arguments[0]);
    try (JMXConnector connector = JMXConnectorFactory.connect(url, operator)) {
      server = connector.getMBeanServerConnection();
      talk(arguments);
    }
  }

  private static void talk(String[] arguments) throws Exception {
    ObjectName pattern = new ObjectName("io.rollcall:name=" + arguments[1] + ",*");
    for (ObjectName bean : server.queryNames(pattern, null)) {
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
        say("read", attribute.getName(), server.getAttribute(bean, attribute.getName()));
      }
    }
    ObjectName ftp = new ObjectName("io.rollcall:type=FtpSessions,name=" + arguments[1]);
    BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
    server.addNotificationListener(
        ftp, (notification, handback) -> notifications.add(notification), null, null);

    call(ftp, "find", "", "-login", 0, 2);
    call(ftp, "table", "login=*");
    call(ftp, "terminate", arguments[2] + ", " + arguments[3], "maintenance");
    call(ftp, "terminateSessions", new String[] {arguments[4]}, "maintenance");
    call(ftp, "terminateMatching", "login=" + arguments[5], "maintenance", true);
    call(ftp, "terminateMatching", "login=" + arguments[5], "maintenance", false);
    call(ftp, "terminate", "String", "String");
    call(ftp, "abortTransfer", "nobody00", "maintenance");
    call(ftp, "terminateAndLockOut", "nobody00", "LOGIN", 5, "maintenance");
    call(ftp, "terminateSessionsAndLockOut", new String[] {"nobody00"}, "LOGIN", 5, "maintenance");
    ObjectName access = new ObjectName("io.rollcall:type=AccessControl,name=" + arguments[1]);
    call(access, "lockOut", "login=mallory", 5, "abuse");
    call(access, "findLockouts", "mallory", 0, 0);
    call(access, "liftLockout", "login=mallory", "mistake");
    call(access, "revoke", "login=mallory", 5, "abuse");
    call(access, "revokeSessions", "domain=example.com", -1, "left");
    call(access, "setLimits", "FTP LOGIN 3", false, "maintenance");
    call(access, "setLimits", "String", true, "String");
    say("read", "Lockouts", server.getAttribute(access, "Lockouts"));
    say("read", "Limits", server.getAttribute(access, "Limits"));
    ObjectName history = new ObjectName("io.rollcall:type=SessionHistory,name=" + arguments[1]);
    say("read", "History", server.getAttribute(history, "History"));
    say("read", "HistoryTable", server.getAttribute(history, "HistoryTable"));
    call(history, "findHistory", "alice", 0, 0);
    call(ftp, "find", "color=red", "", 0, 0);
    call(ftp, "find", "", "color", 0, 0);
    for (int ended = 0; ended < 4; ) {
      Notification notification = notifications.poll(20, TimeUnit.SECONDS);
      if (notification == null) {
        throw new AssertionError("no further notification");
      }
      say("notified", notification.getType(), notification.getUserData());
      if (notification.getType().endsWith("ended")) {
        ended++;
      }
    }
  }

  private static void call(ObjectName bean, String operation, Object... arguments)
      throws Exception {
    String[] signature = new String[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      signature[i] =
          arguments[i] instanceof Integer
              ? "int"
              : arguments[i] instanceof Boolean ? "boolean" : arguments[i].getClass().getName();
    }
    try {
      say("called", operation, server.invoke(bean, operation, arguments, signature));
    } catch (RuntimeMBeanException refused) {
      say("refused", operation, refused.getCause().toString());
    }
  }

  private static void say(String what, String name, Object value) {
    System.out.println(what + " " + name + " " + words(value).replace("\n", " | "));
  }

  private static String words(Object value) {
    if (value instanceof Object[] elements) {
      return Arrays.stream(elements).map(PlainClient::words).toList().toString();
    }
    if (value instanceof CompositeData data) {
      StringBuilder items = new StringBuilder("{");
      for (String item : data.getCompositeType().keySet()) {
        items.append(item).append('=').append(words(data.get(item))).append(' ');
      }
      return items.append('}').toString();
    }
    return String.valueOf(value);
  }
}
