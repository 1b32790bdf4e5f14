package io.rollcall.jmx;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectStreamException;
import java.lang.reflect.Method;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.Operation;
import java.rmi.server.RemoteCall;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteRef;

/**
 * A reference to an exported object that reaches clients with a host and a port of our choice.
 *
 * <p>RMI gives one host name to all objects that a JVM exports: the value of the system property
 * {@code java.rmi.server.hostname}, or else whatever address it takes for the machine's own, which
 * is the wrong one for a port bound to another. The property belongs to the host. So the reference
 * that RMI made is left as it is, and two values are replaced as it is written for a client; the
 * form is JRMP's, which all JDKs share.
 */
@SuppressWarnings({"deprecation", "serial"}) // RemoteRef has methods of RMI 1.1, and never arrives
final class AdvertisedRef implements RemoteRef {
  private final RemoteRef made;
  private final String host;
  private final int port;

  private AdvertisedRef(RemoteRef made, String host, int port) {
    this.made = made;
    this.host = host;
    this.port = port;
  }

  /**
   * Refers to an exported object.
   *
   * @param exported the object
   * @param host the host that clients connect to
   * @param port the port that clients connect to
   * @throws NoSuchObjectException if the object is not exported
   */
  static AdvertisedRef to(Remote exported, String host, int port) throws NoSuchObjectException {
    RemoteObject stub = (RemoteObject) RemoteObject.toStub(exported);
    return new AdvertisedRef(stub.getRef(), host, port);
  }

  /** Clients read the JDK's own class. */
  @Override
  public String getRefClass(ObjectOutput out) {
    return made.getRefClass(out);
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    made.writeExternal(new AdvertisingOutput(out, host, port));
  }

  @Override
  public void readExternal(ObjectInput in) throws ObjectStreamException {
    throw new InvalidObjectException("it is read as the JDK's own class");
  }

  @Override
  public Object invoke(Remote stub, Method method, Object[] arguments, long hash) throws Exception {
    return made.invoke(stub, method, arguments, hash);
  }

  @Override
  public RemoteCall newCall(RemoteObject stub, Operation[] operations, int number, long hash)
      throws RemoteException {
    return made.newCall(stub, operations, number, hash);
  }

  @Override
  public void invoke(RemoteCall call) throws Exception {
    made.invoke(call);
  }

  @Override
  public void done(RemoteCall call) throws RemoteException {
    made.done(call);
  }

  @Override
  public int remoteHashCode() {
    return made.remoteHashCode();
  }

  @Override
  public boolean remoteEquals(RemoteRef other) {
    return made.remoteEquals(other instanceof AdvertisedRef advertised ? advertised.made : other);
  }

  @Override
  public String remoteToString() {
    return made.remoteToString();
  }
}
