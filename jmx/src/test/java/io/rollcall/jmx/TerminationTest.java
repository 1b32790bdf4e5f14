package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders given through a connector, and their answers. */
class TerminationTest {
  private Console console;

  @BeforeEach
  void open() throws Exception {
    console = Console.open(SessionRegistry.builder().patience(Duration.ofSeconds(2)));
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @Test
  void terminateAnswersWithALineForEachSession() throws Exception {
    FtpHandle alice = console.door.ftp("alice");
    FtpHandle bob = console.door.ftp("bob");

    assertEquals(
        List.of(
            alice.id() + " TERMINATED alice: ended: spring cleaning",
            bob.id() + " TERMINATED bob: ended: spring cleaning"),
        console.terminate(console.ftp, alice.id() + "," + bob.id(), " spring cleaning "));
    assertTrue(alice.isClosed() && bob.isClosed());
    assertEquals("spring cleaning", console.door.orders.get(0).reason());
  }

  @Test
  void panelSessionsEndInTheSameWay() throws Exception {
    SessionHandle alice = console.door.panel("alice");

    assertEquals(
        List.of(alice.id() + " TERMINATED alice: ended"),
        console.terminate(console.panel, alice.id(), ""));
    assertNull(console.door.orders.get(0).reason());
  }

  @Test
  void idsAreReadAsPeopleWriteThem() throws Exception {
    List<FtpHandle> handles =
        IntStream.range(0, 5).mapToObj(i -> console.door.ftp("user" + i)).toList();
    List<String> ids = handles.stream().map(FtpHandle::id).toList();
    String typed =
        " ,%s\r\n%s;  %s,,%s\t%s, %s "
            .formatted(
                ids.get(0).toUpperCase(Locale.ROOT),
                ids.get(1),
                ids.get(2),
                ids.get(3),
                ids.get(4),
                ids.get(0));

    List<String> lines = console.terminate(console.ftp, typed, null);

    assertEquals(5, lines.size());
    for (int i = 0; i < 5; i++) {
      assertEquals(ids.get(i) + " TERMINATED user" + i + ": ended", lines.get(i));
    }
  }

  @Test
  void sessionOfTheOtherServiceIsNotTouched() throws Exception {
    SessionHandle panel = console.door.panel("alice");
    FtpHandle ftp = console.door.ftp("bob");

    assertEquals(
        List.of(
            panel.id() + " NOT_FOUND: this is a panel session: end it with the bean PanelSessions"),
        console.terminate(console.ftp, panel.id(), null));
    assertEquals(
        List.of(ftp.id() + " NOT_FOUND: this is an FTP session: end it with the bean FtpSessions"),
        console.terminate(console.panel, ftp.id(), null));
    assertEquals(List.of(), console.door.orders);
  }

  @Test
  void everyOutcomeIsTold() throws Exception {
    FtpHandle ending = console.door.connect("192.0.2.1", opened -> order -> {});
    FtpHandle failing =
        console.door.connect(
            "192.0.2.1",
            opened ->
                order -> {
                  throw new IllegalStateException("<html>\r\nno means");
                });
    FtpHandle ended = console.door.ftp("carol");
    ended.closed(Ending.Cause.LOGGED_OUT);

    List<String> lines =
        console.terminate(
            console.ftp, String.join(" ", ending.id(), failing.id(), ended.id(), "nobody00"), null);

    assertEquals(ending.id() + " CLOSING: ordered to end; not gone yet", lines.get(0));
    assertEquals(
        failing.id()
            + " FAILED: the session could not be ended: java.lang.IllegalStateException: "
            + "<html>\\u000D\\u000Ano means",
        lines.get(1));
    assertTrue(
        lines.get(2).matches(ended.id() + " ALREADY_ENDED carol: ended at .*: LOGGED_OUT"),
        lines.get(2));
    assertEquals("nobody00 NOT_FOUND: no session of this id is or was lately here", lines.get(3));
    assertEquals(4, lines.size());
    assertTrue(console.table(console.ftp).stream().anyMatch(line -> line.contains("TERMINATING")));
  }

  @Test
  void programsGetRows() throws Exception {
    FtpHandle alice = console.door.ftp("alice");
    String[] ids = {" " + alice.id() + " ", null, "", "nobody00", alice.id()};

    CompositeData[] answers =
        (CompositeData[]) console.call(console.ftp, "terminateSessions", ids, "why");

    assertEquals(
        List.of(
            List.of(alice.id(), "TERMINATED", "alice", "ended: why"),
            List.of("nobody00", "NOT_FOUND", "", "no session of this id is or was lately here")),
        Stream.of(answers)
            .map(
                answer ->
                    Stream.of("id", "outcome", "login", "detail")
                        .map(item -> answer.get(item) == null ? "" : answer.get(item))
                        .toList())
            .toList());
  }

  @Test
  void dryRunOnlyTells() throws Exception {
    FtpHandle first = console.door.ftp("web1");
    FtpHandle second = console.door.ftp("web2");
    console.door.ftp("mail");

    assertEquals(
        List.of(
            "Dry run, nothing was ended. 2 FTP sessions would be:",
            first.id() + " (FTP) web1 from 192.0.2.1",
            second.id() + " (FTP) web2 from 192.0.2.1"),
        matching("login=web*", true));
    assertEquals(
        3, console.order(console.ftp, "terminateMatching", "login=web*", "String", true).size());
    assertEquals("Dry run, nothing was ended. 3 FTP sessions would be:", matching("", true).get(0));
    assertEquals(3, console.read(console.ftp, "Count"));
  }

  @Test
  void allThatMatchEnd() throws Exception {
    FtpHandle first = console.door.ftp("web1");
    FtpHandle second = console.door.ftp("web2");
    FtpHandle other = console.door.ftp("mail");

    assertEquals(
        List.of(
            "2 FTP sessions: 2 TERMINATED",
            first.id() + " TERMINATED web1: ended: why",
            second.id() + " TERMINATED web2: ended: why"),
        matching("login=web*", false));
    assertEquals(List.of("No FTP session matches: login=web*"), matching("login=web*", false));
    assertTrue(!other.isClosed());
  }

  @Test
  void everybodyCanBeEndedOnPurpose() throws Exception {
    console.door.ftp("alice");
    console.door.connect("192.0.2.1");

    assertEquals("1 FTP session: 1 TERMINATED", matching("login=*", false).get(0));
    assertEquals("1 FTP session: 1 TERMINATED", matching("connected>0s", false).get(0));
    assertEquals(List.of("There is no FTP session."), matching("", true));
  }

  @Test
  void longAnswersAreCutAndSaySo() throws Exception {
    IntStream.range(0, 620).forEach(i -> console.door.ftp("user" + i));

    List<String> dry = matching("login=user*", true);
    assertEquals("Dry run, nothing was ended. 620 FTP sessions would be:", dry.get(0));
    assertEquals("… 120 more not shown", dry.get(501));
    List<String> done = matching("login=user*", false);
    assertTrue(done.get(0).startsWith("620 FTP sessions: "), done.get(0));
    assertEquals("… 120 more not shown", done.get(501));
    assertEquals(502, done.size());
  }

  private List<String> matching(String filter, boolean dryRun) throws Exception {
    return String.valueOf(console.call(console.ftp, "terminateMatching", filter, "why", dryRun))
        .lines()
        .toList();
  }
}
