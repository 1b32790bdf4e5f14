package io.rollcall.internal;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Changes a lockout file until its process is killed; tells which lists it has begun and ended. */
final class LockoutWriter {
  static final int LOCKOUTS = 300;

  private LockoutWriter() {}

  /** One of the lists that it writes in turn. */
  static List<Lockout> list(int generation) {
    List<Lockout> list = new ArrayList<>();
    for (int i = 0; i < LOCKOUTS; i++) {
      list.add(
          new Lockout(
              LockoutTarget.login("login" + i), Instant.EPOCH, null, "writer", "" + generation));
    }
    return list;
  }

  /** The login of the lockout that is added at a number. */
  static String login(int number) {
    return "login" + number;
  }

  /** Runs until killed: {@code file} writes whole lists, {@code registry} adds one by one. */
  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[1]);
    if (arguments[0].equals("file")) {
      writeLists(new LockoutFile(path));
    } else {
      addOneByOne(SessionRegistry.builder().lockoutFile(path).build());
    }
  }

  private static void writeLists(LockoutFile file) throws IOException {
    for (int generation = 1; true; generation++) {
      System.out.println("begin " + generation);
      file.save(list(generation));
      System.out.println("end " + generation);
    }
  }

  private static void addOneByOne(SessionRegistry registry) {
    for (int number = 0; true; number++) {
      System.out.println("begin " + number);
      Lockout unused =
          registry
              .lockouts()
              .add(LockoutTarget.login(login(number)), null, TerminationOrder.by("writer"));
    }
  }
}
