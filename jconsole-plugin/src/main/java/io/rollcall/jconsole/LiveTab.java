package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.awt.event.ActionEvent;
import java.awt.event.HierarchyEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.Timer;

/**
 * A tab that keeps what it shows fresh: while it is on the screen it asks the server again and
 * again, one question at a time, and never on the window's thread.
 *
 * <p>Used on the window's thread only, but for {@link #read}.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
abstract class LiveTab<Q, A> implements AutoCloseable {
  private static final long SLOW_NANOS = 4_000_000_000L;
  private static final int CLOCK_MILLIS = 1_000;

  final JPanel panel = new JPanel(new BorderLayout());
  final TabControls controls;
  final Server server;
  final Registries registries;
  private final Background background;
  private final Timer automatic;
  private final Timer clock;
  private boolean asking;
  private boolean askAgain;
  private boolean closed;
  private long asked;

  /** When the server last answered; null if it never did. */
  private Instant answered;

  LiveTab(
      String prefix, String filterLabel, String filterHelp, Server server, Registries registries) {
    this.server = server;
    this.registries = registries;
    background = new Background("rollcall-" + prefix);
    controls =
        new TabControls(
            prefix, filterLabel, filterHelp, registries, this::filterTyped, this::lookAgain);
    automatic =
        controls.automatically(
            () -> {
              if (controls.isAutomatic()) {
                refresh();
              }
            });
    clock = new Timer(CLOCK_MILLIS, event -> sayIfSlow());
    panel.setName(prefix + ".tab");
    panel.add(controls.top, BorderLayout.NORTH);
    registries.onChange(this::registryChanged);
    panel.addHierarchyListener(
        event -> {
          if ((event.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0) {
            shown(panel.isShowing());
          }
        });
    onKey("F5", this::lookAgain);
    onKey("control F", controls.filter::requestFocusInWindow);
  }

  private void onKey(String key, Runnable doing) {
    panel
        .getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
        .put(KeyStroke.getKeyStroke(key), key);
    panel
        .getActionMap()
        .put(
            key,
            new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent event) {
                doing.run();
              }
            });
  }

  private void shown(boolean showing) {
    if (showing && !closed) {
      automatic.restart();
      clock.restart();
      refresh();
    } else {
      automatic.stop();
      clock.stop();
    }
  }

  /** What to ask now. */
  abstract Q question();

  /** Asks the server; on the tab's background thread, where it may block. */
  abstract A read(Q question) throws IOException, RefusedException;

  /** Shows an answer. */
  abstract void show(Q question, A answer);

  /** Takes it that the server said no; returns whether the filter was to blame. */
  abstract boolean refused(Q question, RefusedException refusal);

  /** Somebody has typed into the filter. */
  abstract void filterTyped();

  /** Somebody wants to see how things are now. */
  void lookAgain() {
    refresh();
  }

  /** Another registry is looked at. */
  void registryChanged() {
    refresh();
  }

  /** Orders cannot be given now, or can be again. */
  abstract void connected(boolean connected);

  /** Asks as soon as the question before is answered. */
  final void refresh() {
    if (closed || !panel.isShowing()) {
      return;
    }
    if (asking) {
      askAgain = true;
      return;
    }
    Q question = question();
    asking = true;
    asked = System.nanoTime();
    background.ask(
        () -> read(question),
        answer -> {
          answered = Instant.now();
          controls.banner("");
          connected(true);
          show(question, answer);
          askedOnce();
        },
        failure -> {
          failed(question, failure);
          askedOnce();
        });
  }

  /** Asks something besides; what goes wrong is said in words. */
  final <B> void ask(Callable<B> question, Consumer<B> answered, Consumer<String> failed) {
    background.ask(question, answered, failure -> failed.accept(said(failure)));
  }

  private void askedOnce() {
    asking = false;
    if (askAgain) {
      askAgain = false;
      refresh();
    }
  }

  private void failed(Q question, Exception failure) {
    if (failure instanceof RefusedException refusal) {
      if (!refused(question, refusal)) {
        controls.banner(refusal.getMessage());
      }
    } else if (failure instanceof SecurityException) {
      controls.banner("This account may not read here: " + said(failure));
    } else {
      connected(false);
      controls.banner(
          (failure instanceof IOException ? "No connection to the server. " : said(failure) + ". ")
              + shownAsOf()
              + " It goes on when the connection is back.");
    }
  }

  static String said(Exception failure) {
    String message = failure.getMessage();
    return PlainText.of(message == null ? failure.toString() : message);
  }

  private String shownAsOf() {
    return answered == null
        ? "Nothing could be read yet."
        : "The list is as it was at " + Words.time(answered) + ".";
  }

  /** The end of the status line. */
  final String refreshedAt() {
    return answered == null ? "" : "refreshed " + Words.time(answered);
  }

  private void sayIfSlow() {
    long waited = System.nanoTime() - asked;
    if (asking && waited > SLOW_NANOS && server.isConnected()) {
      controls.banner(
          "The server has not answered for %d s. %s"
              .formatted(waited / 1_000_000_000, shownAsOf()));
    }
  }

  /** The console has lost its connection, or has one again. */
  final void connectionChanged() {
    if (closed) {
      return;
    }
    if (server.isConnected()) {
      // a question to the connection before may never be answered
      background.restart();
      asking = false;
      refresh();
    } else {
      failed(question(), new IOException("the console is not connected"));
    }
  }

  /** Ends it for good. A console may leave the tab open: what it lists can be read on. */
  @Override
  public void close() {
    closed = true;
    automatic.stop();
    clock.stop();
    background.close();
    connected(false);
    controls.disable();
    controls.banner(
        "The console has closed the connection. " + shownAsOf() + " Open it again to go on.");
  }
}
