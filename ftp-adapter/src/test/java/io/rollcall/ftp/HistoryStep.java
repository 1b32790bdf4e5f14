package io.rollcall.ftp;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * One step of a history. A step that a client cannot take as it stands (to log in before it has
 * connected, say) is none.
 *
 * @param action what happens
 * @param client to which client
 * @param number how much of it, or which
 */
record HistoryStep(Action action, int client, int number) {
  enum Action {
    CONNECT(6),
    LOG_IN(6),
    WRONG_PASSWORD(1),
    CHANGE_DIRECTORY(3),
    LIST(2),
    NOOP(2),
    DOWNLOAD(3),
    BEGIN_UPLOAD(4),
    GO_ON_UPLOADING(6),
    FINISH_UPLOAD(3),
    ABORT_TRANSFER(1),
    REINITIALIZE(1),
    QUIT(1),
    VANISH(2),
    TERMINATE(2),
    TERMINATE_LOGIN(1),
    REVOKE_LOGIN(1),
    LIFT_LOCKOUT(2),
    PASS_TIME(6);

    private final int frequency;

    Action(int frequency) {
      this.frequency = frequency;
    }

    /** How often each comes up. */
    static Arbitrary<Action> any() {
      return Arbitraries.frequency(
          Stream.of(values())
              .map(action -> Tuple.of(action.frequency, action))
              .toArray(HistoryStep.Action::pairs));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Tuple2<Integer, Action>[] pairs(int length) {
      return new Tuple2[length];
    }
  }
}
