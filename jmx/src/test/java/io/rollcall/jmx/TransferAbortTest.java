package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transfer is cut off through a connector, and its session goes on. */
class TransferAbortTest {
  private final List<TerminationOrder> aborts = new CopyOnWriteArrayList<>();
  private final AtomicBoolean transferring = new AtomicBoolean(true);
  private final CountDownLatch hanging = new CountDownLatch(1);
  private Console console;

  @BeforeEach
  void open() throws Exception {
    console = Console.open(SessionRegistry.builder().patience(Duration.ofSeconds(2)));
  }

  @AfterEach
  void close() throws Exception {
    hanging.countDown();
    console.close();
  }

  private interface Abort {
    boolean abort() throws Exception;
  }

  private FtpHandle connect(Abort abort) {
    return console.door.connect(
        "192.0.2.1",
        opened ->
            new SessionControl() {
              @Override
              public void terminate(TerminationOrder order) {
                throw new AssertionError("the session is to go on");
              }

              @Override
              public boolean abortTransfer(TerminationOrder order) throws Exception {
                aborts.add(order);
                return abort.abort();
              }
            });
  }

  private String abort(String id) throws Exception {
    return String.valueOf(console.call(console.ftp, "abortTransfer", id, " too large "));
  }

  @Test
  void transferIsCutOffAndTheSessionGoesOn() throws Exception {
    FtpHandle alice = connect(() -> transferring.getAndSet(false));

    assertEquals(
        alice.id() + " ABORTED: the transfer has been cut off",
        abort(" " + alice.id().toUpperCase(Locale.ROOT)));
    assertEquals(alice.id() + " NO_TRANSFER: no transfer is running", abort(alice.id()));

    assertFalse(alice.isClosed());
    assertEquals(new TerminationOrder("operator from 127.0.0.1 (JMX)", "too large"), aborts.get(0));
  }

  @Test
  void whatCannotBeAbortedIsTold() throws Exception {
    FtpHandle failing =
        connect(
            () -> {
              throw new IllegalStateException("<html>\r\nno means");
            });
    FtpHandle stuck =
        connect(
            () -> {
              hanging.await();
              return true;
            });
    SessionHandle panel = console.door.panel("bob");

    assertEquals(
        failing.id()
            + " FAILED: the transfer could not be aborted: java.lang.IllegalStateException: "
            + "<html>\\u000D\\u000Ano means",
        abort(failing.id()));
    assertEquals(
        stuck.id() + " FAILED: the transfer could not be aborted: no answer in time",
        abort(stuck.id()));
    assertEquals(
        panel.id() + " NOT_FOUND: no file-transfer session of this id is here", abort(panel.id()));
    assertEquals(
        "nobody00 NOT_FOUND: no file-transfer session of this id is here", abort("nobody00"));
  }
}
