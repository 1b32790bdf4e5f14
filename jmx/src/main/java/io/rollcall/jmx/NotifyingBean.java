package io.rollcall.jmx;

import io.rollcall.Registration;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bean that sends notifications.
 *
 * <p>Concurrency. Each subscriber is a listener of the registry by itself, and so has a bounded
 * queue and a thread of its own: a slow or dead one delays neither the others nor the sessions.
 * What its queue cannot hold is dropped and counted. When the bean leaves its MBean server, every
 * subscription ends.
 */
final class NotifyingBean extends OpenBean implements NotificationEmitter {
  private record Subscription(
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback,
      Registration registration) {}

  private static final Logger logger = LoggerFactory.getLogger(NotifyingBean.class);

  private final SessionRegistry registry;
  private final SessionNotifications notifications;

  /** Guarded by this. */
  private final List<Subscription> subscriptions = new ArrayList<>();

  /** Guarded by this. */
  private boolean gone;

  NotifyingBean(
      String description,
      List<BeanAttribute> attributes,
      List<BeanOperation> operations,
      SessionRegistry registry,
      SessionNotifications notifications) {
    super(description, attributes, operations, List.of(SessionNotifications.info()));
    this.registry = registry;
    this.notifications = notifications;
  }

  @Override
  public MBeanNotificationInfo[] getNotificationInfo() {
    return getMBeanInfo().getNotifications();
  }

  @Override
  public synchronized void addNotificationListener(
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback) {
    if (listener == null) {
      throw new IllegalArgumentException("the notification listener is null");
    }
    if (!gone) {
      Registration registration =
          registry.addListener(event -> deliver(event, listener, filter, handback));
      subscriptions.add(new Subscription(listener, filter, handback, registration));
    }
  }

  private void deliver(
      SessionEvent event,
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback) {
    for (Notification notification : notifications.of(event)) {
      try {
        if (filter == null || filter.isNotificationEnabled(notification)) {
          listener.handleNotification(notification, handback);
        }
      } catch (RuntimeException e) { // a subscriber's code; the next one is for it as well
        logger.warn("a subscriber failed on {}", notification.getType(), e);
      }
    }
  }

  @Override
  public synchronized void removeNotificationListener(NotificationListener listener)
      throws ListenerNotFoundException {
    if (remove(subscription -> subscription.listener() == listener, Integer.MAX_VALUE) == 0) {
      throw new ListenerNotFoundException("this listener is not registered");
    }
  }

  @Override
  public synchronized void removeNotificationListener(
      NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
      throws ListenerNotFoundException {
    Predicate<Subscription> same =
        subscription ->
            subscription.listener() == listener
                && subscription.filter() == filter
                && subscription.handback() == handback;
    if (remove(same, 1) == 0) {
      throw new ListenerNotFoundException(
          "this listener is not registered with this filter and this handback");
    }
  }

  @Override
  public synchronized void postDeregister() {
    super.postDeregister();
    gone = true;
    remove(subscription -> true, Integer.MAX_VALUE);
  }

  private int remove(Predicate<Subscription> which, int most) {
    int removed = 0;
    Iterator<Subscription> each = subscriptions.iterator();
    while (removed < most && each.hasNext()) {
      Subscription subscription = each.next();
      if (which.test(subscription)) {
        subscription.registration().close();
        each.remove();
        removed++;
      }
    }
    return removed;
  }
}
