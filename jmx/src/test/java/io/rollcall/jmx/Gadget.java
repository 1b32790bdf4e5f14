package io.rollcall.jmx;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.Notification;
import javax.management.NotificationFilter;

/** A class that the server has and no client has any business with; notes when it is read. */
final class Gadget implements Serializable, NotificationFilter {
  private static final long serialVersionUID = 1;

  static final AtomicInteger READ = new AtomicInteger();

  @SuppressWarnings("UnusedMethod") // serialization calls it
  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    READ.incrementAndGet();
    in.defaultReadObject();
  }

  @Override
  public boolean isNotificationEnabled(Notification notification) {
    return true;
  }
}
