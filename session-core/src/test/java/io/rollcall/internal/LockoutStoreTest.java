package io.rollcall.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the lockouts are saved, and what becomes of changes meanwhile. */
class LockoutStoreTest {
  @TempDir private Path temporary;
  private Path directory;
  private Path path;
  private final List<Lockout> lockouts = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void createDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("etc"));
    path = directory.resolve("lockouts");
  }

  private List<Lockout> copy() {
    synchronized (lockouts) {
      return List.copyOf(lockouts);
    }
  }

  private void add(LockoutStore store, String login) {
    lockouts.add(new Lockout(LockoutTarget.login(login), Instant.EPOCH, null, "operator", null));
    store.changed();
  }

  private int saved() {
    return Files.exists(path) ? new LockoutFile(path).load().size() : -1;
  }

  @Test
  void aChangeIsSavedByItself() {
    LockoutStore store = new LockoutStore(path, this::copy);
    add(store, "alice");
    await().until(() -> saved() == 1);
    store.close();
  }

  @Tag("heavy")
  @Test
  void closingSavesWhatIsDue() {
    for (int round = 0; round < 200; round++) {
      LockoutStore store = new LockoutStore(path, this::copy);
      add(store, "alice");
      store.close();
      assertEquals(round + 1, saved());
    }
  }

  /** A supplier that hangs until told, the first time: a list that is being written. */
  private static final class Slow implements Supplier<List<Lockout>> {
    private final Supplier<List<Lockout>> lockouts;
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    Slow(Supplier<List<Lockout>> lockouts) {
      this.lockouts = lockouts;
    }

    @Override
    public List<Lockout> get() {
      List<Lockout> list = lockouts.get();
      if (calls.incrementAndGet() == 1) {
        entered.countDown();
        try {
          release.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return list;
    }
  }

  @Test
  void aHundredChangesWhileOneListIsWrittenMakeOneMore() throws Exception {
    Slow slow = new Slow(this::copy);
    LockoutStore store = new LockoutStore(path, slow);
    add(store, "first");
    slow.entered.await();
    for (int i = 0; i < 100; i++) {
      add(store, "login" + i);
    }
    slow.release.countDown();
    await().until(() -> saved() == 101);
    store.close();
    assertEquals(2, slow.calls.get());
  }

  /** The thread that writes is a daemon: who closes and exits must not leave it behind. */
  @Test
  void closingWaitsForTheListThatIsBeingWritten() throws Exception {
    Slow slow = new Slow(this::copy);
    LockoutStore store = new LockoutStore(path, slow);
    add(store, "alice");
    slow.entered.await();
    Thread closing = new Thread(store::close);
    closing.start();
    await()
        .until(
            () ->
                closing.getState() == Thread.State.BLOCKED
                    || closing.getState() == Thread.State.TERMINATED);
    assertTrue(closing.isAlive(), "waits");
    assertEquals(-1, saved());
    slow.release.countDown();
    closing.join();
    assertEquals(1, saved());
  }

  @Test
  void aDiskErrorIsTriedAgainAtTheNextChange() throws Exception {
    Slow slow = new Slow(this::copy);
    LockoutStore store = new LockoutStore(path, slow);
    Files.delete(directory);
    add(store, "alice");
    slow.entered.await();
    slow.release.countDown();
    await().until(() -> hasSaved(store));
    Files.createDirectory(directory);
    add(store, "bob");
    await().until(() -> saved() == 2);
    store.close();
  }

  @Test
  void aDiskErrorIsTriedAgainWhenClosing() throws Exception {
    Slow slow = new Slow(this::copy);
    LockoutStore store = new LockoutStore(path, slow);
    add(store, "alice");
    slow.entered.await();
    Files.delete(directory);
    slow.release.countDown();
    await().until(() -> hasSaved(store));
    Files.createDirectory(directory);
    store.close();
    assertEquals(1, saved());
  }

  /** Whether no save is under way: whoever saves holds the store's lock. */
  private static boolean hasSaved(LockoutStore store) {
    synchronized (store) {
      return true;
    }
  }

  @Test
  void aDiskErrorWhenClosingIsNoFailure() throws IOException {
    LockoutStore store = new LockoutStore(path, this::copy);
    Files.delete(directory);
    add(store, "alice");
    store.close();
    assertFalse(Files.exists(path));
  }

  @Test
  void aDirectoryInItsPlaceIsNoFailure() throws IOException {
    LockoutStore store = new LockoutStore(path, this::copy);
    Files.createDirectories(path.resolve("occupied"));
    add(store, "alice");
    store.close();
    assertTrue(Files.isDirectory(path));
  }

  @Test
  void aChangeAfterClosingIsNoFailure() {
    LockoutStore store = new LockoutStore(path, this::copy);
    store.close();
    add(store, "alice");
    assertEquals(-1, saved());
    store.close();
  }
}
