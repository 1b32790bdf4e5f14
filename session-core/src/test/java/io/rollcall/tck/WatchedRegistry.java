package io.rollcall.tck;

import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The registry as the adapter is given it. It passes everything on; on the way it can hold an order
 * before it reaches the adapter, and a new session's handle before the adapter has it, so that a
 * test brings about what otherwise takes luck. Thread-safe.
 */
final class WatchedRegistry {
  private final SessionRegistry registry;
  private final AtomicInteger orders = new AtomicInteger();
  private final CountDownLatch firstOrder = new CountDownLatch(1);
  private final CountDownLatch firstReturn = new CountDownLatch(1);
  private final AtomicReference<@Nullable Step> whileOpening = new AtomicReference<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile @Nullable Throwable failure;

  /** What happens between the opening of a session and the adapter's having its handle. */
  @FunctionalInterface
  interface Step {
    void take(SessionHandle handle) throws Exception;
  }

  WatchedRegistry(SessionRegistry registry) {
    this.registry = registry;
  }

  /** Returns what the adapter is given. */
  SessionRegistry view() {
    return (SessionRegistry)
        Proxy.newProxyInstance(
            WatchedRegistry.class.getClassLoader(),
            new Class<?>[] {SessionRegistry.class},
            (proxy, method, arguments) -> pass(method, arguments));
  }

  private @Nullable Object pass(Method method, Object @Nullable [] arguments) throws Throwable {
    Object @Nullable [] passed = arguments == null ? null : arguments.clone();
    if (passed != null && passed[passed.length - 1] instanceof SessionControl control) {
      passed[passed.length - 1] = new WatchedControl(control);
    }
    Object result;
    try {
      result = method.invoke(registry, passed);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (result instanceof SessionHandle handle) {
      Step step = whileOpening.getAndSet(null);
      if (step != null) {
        step.take(handle);
      }
    }
    return result;
  }

  /** Holds orders back from the adapter from now on. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** Lets the orders go that are held, and holds none any more. */
  void letGo() {
    gate.countDown();
  }

  /** Takes a step in the midst of the next opening. */
  void whileOpening(Step step) {
    whileOpening.set(step);
  }

  /** Waits until an order has come, held or not; returns whether one has. */
  boolean awaitOrder(Duration atMost) throws InterruptedException {
    return firstOrder.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until the adapter has carried an order out, or has failed to; returns whether it has. */
  boolean awaitReturn(Duration atMost) throws InterruptedException {
    return firstReturn.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns what the last order that has failed has thrown, or null if none has. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Returns how many orders have come. */
  int orders() {
    return orders.get();
  }

  private final class WatchedControl implements SessionControl {
    private final SessionControl control;

    private WatchedControl(SessionControl control) {
      this.control = control;
    }

    @Override
    public void terminate(TerminationOrder order) throws Exception {
      orders.incrementAndGet();
      firstOrder.countDown();
      gate.await();
      try {
        control.terminate(order);
      } catch (Exception | Error e) {
        failure = e;
        throw e;
      } finally {
        firstReturn.countDown();
      }
    }

    @Override
    public boolean abortTransfer(TerminationOrder order) throws Exception {
      return control.abortTransfer(order);
    }
  }
}
