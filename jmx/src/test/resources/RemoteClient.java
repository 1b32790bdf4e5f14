import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * A client that has nothing but the JDK: logs in, counts beans and prints how many. Arguments: the
 * connector's URL, a login, a password, and {@code tls} or {@code plain}.
 */
public class RemoteClient {
  public static void main(String[] arguments) throws Exception {
    Map<String, Object> environment = new HashMap<>();
    environment.put(JMXConnector.CREDENTIALS, new String[] {arguments[1], arguments[2]});
    if (arguments[3].equals("tls")) {
      environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
    }
    JMXServiceURL url = new JMXServiceURL(arguments[0]);
    try (JMXConnector connector = JMXConnectorFactory.connect(url, environment)) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      System.out.println("beans " + server.queryNames(new ObjectName("java.lang:*"), null).size());
    }
  }
}
