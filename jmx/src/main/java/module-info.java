/**
 * Puts a session registry into JMX: operators list sessions, end them and say who may come in, from
 * any JMX console.
 *
 * <p>{@link io.rollcall.jmx.SessionMBeans} is the way in, and {@link io.rollcall.jmx.RemoteJmx}
 * lets remote consoles in. Clients need no class of this module.
 */
module io.rollcall.jmx {
  exports io.rollcall.jmx;

  requires transitive io.rollcall;
  requires transitive java.management;
  requires java.management.rmi;
  requires java.rmi;
  requires org.slf4j;
  requires static transitive org.jspecify;
}
