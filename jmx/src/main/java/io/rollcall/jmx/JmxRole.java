package io.rollcall.jmx;

/** What an account may do on the connector that {@link RemoteJmx} starts. */
public enum JmxRole {
  /**
   * May look: read attributes, query, receive notifications, and invoke those operations of
   * Rollcall's own beans whose impact is {@link javax.management.MBeanOperationInfo#INFO INFO}. May
   * change nothing.
   *
   * <p>Of other beans it may invoke no operation, whatever its impact: that is a word of their
   * authors', and what is called a read may dump the heap to a file (the JDK calls all its
   * diagnostic commands both reads and orders). It reads <em>all</em> attributes of the MBean
   * server, among them the JVM's system properties and command line: keep passwords out of those.
   */
  VIEWER,

  /**
   * May do all that {@link #VIEWER} may, invoke every operation and set every attribute. May create
   * and unregister no bean, since creating one loads code.
   *
   * <p>The JDK's diagnostic commands are operations too. With them an operator can load an agent
   * into the JVM, and so can do whatever the JVM's own user can.
   */
  OPERATOR
}
