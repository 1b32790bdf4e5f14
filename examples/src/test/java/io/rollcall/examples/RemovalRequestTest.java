package io.rollcall.examples;

import static io.rollcall.examples.RunningDemo.FTP_SESSIONS;
import static io.rollcall.examples.RunningDemo.PANEL_SESSIONS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders to remove sessions, as a page sends them and as somebody forges them. */
class RemovalRequestTest {
  private static final String UNKNOWN = "zzzzzzzz";

  @TempDir static Path home; // shared, for its keystore

  /** The answers, each as class, login and outcome. */
  private static List<String> lines(HttpResponse<String> answer) {
    return Stream.of(answer.body().split("(?=<li )", -1))
        .filter(part -> part.startsWith("<li "))
        .map(part -> part.replaceAll("(?s)^<li class=\"(\\w+)\"><b>(.*?)</b>.*", "$1 $2"))
        .map(part -> part.replaceAll("</?bdi>", ""))
        .toList();
  }

  @Test
  void anOrderWithoutTheOwnPagesTokenDoesNothing() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      String id = demo.id(FTP_SESSIONS, "alice");
      Browser admin = new Browser(demo).logIn("admin");
      String another = new Browser(demo).logIn("admin").token();
      assertEquals(64, another.length());
      for (String token : List.of("", "token=", "token=" + "0".repeat(64), "token=" + another)) {
        HttpResponse<String> answer = admin.post(token + "&id=" + id);
        assertEquals(403, answer.statusCode(), token);
        assertTrue(answer.body().contains("This page is out of date."), answer.body());
      }
      assertEquals(1, demo.count(FTP_SESSIONS));
      assertEquals(List.of("TERMINATED alice"), lines(admin.remove("id=" + id)));
      assertEquals(0, demo.count(FTP_SESSIONS));
    }
  }

  @Test
  void anOrderFromAnotherSiteDoesNothing() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      Browser admin = new Browser(demo).logIn("admin");
      String order = "token=" + admin.token() + "&id=" + demo.id(FTP_SESSIONS, "alice");
      String own = demo.panel("").toString();
      List<List<String>> foreign =
          List.of(
              List.of("Origin", "https://attacker.example"),
              List.of("Origin", "null"),
              List.of("Origin", own + ".attacker.example"),
              List.of("Origin", "http://127.0.0.1:1"),
              List.of("Sec-Fetch-Site", "cross-site"),
              List.of("Sec-Fetch-Site", "same-site"));
      for (List<String> header : foreign) {
        assertEquals(
            403, admin.post(order, header.toArray(String[]::new)).statusCode(), header + "");
      }
      assertEquals(1, demo.count(FTP_SESSIONS));
      assertEquals(
          200, admin.post(order, "Origin", own, "Sec-Fetch-Site", "same-origin").statusCode());
      assertEquals(0, demo.count(FTP_SESSIONS));
    }
  }

  @Test
  void anOrderCannotBeReadAsALinkAndNeedsALogin() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      Browser admin = new Browser(demo).logIn("admin");
      String order = "token=" + admin.token() + "&id=" + demo.id(FTP_SESSIONS, "alice");
      for (String path : List.of("/sessions/remove", "/sessions/confirm")) {
        assertEquals(405, admin.get(path + "?" + order).statusCode(), path);
        assertEquals(401, new Browser(demo).postTo(path, order).statusCode(), path);
      }
      assertEquals("/login", new Browser(demo).get("/sessions/ftp").uri().getPath());
      assertEquals(401, new Browser(demo).get("/sessions/stream").statusCode());
      assertEquals(1, demo.count(FTP_SESSIONS));
    }
  }

  @Test
  void theOwnSessionIsRefusedAndTheOthersGo() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser admin = new Browser(demo).logIn("admin");
      Browser owner = new Browser(demo).logIn("example.com");
      String own = admin.ownId();
      HttpResponse<String> answer =
          admin.remove("id=" + own.toUpperCase(java.util.Locale.ROOT), "id=" + owner.ownId());
      assertEquals(List.of("OWN admin", "TERMINATED example.com"), lines(answer));
      assertTrue(answer.body().contains("use Log out to end it"), answer.body());
      assertEquals("/", admin.visit().uri().getPath());
      assertEquals("/login", owner.visit().uri().getPath());
    }
  }

  @Test
  void aPageThatAsksNamesWhoGoesAndEndsNobody() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      demo.ftp("shop");
      Browser owner = new Browser(demo).logIn("example.com");
      String alice = demo.id(FTP_SESSIONS, "alice");
      String shop = demo.id(FTP_SESSIONS, "shop");
      String selected = "&tab=FTP&id=" + owner.ownId() + "&id=" + alice + "&id=" + shop;
      String path = "/sessions/confirm";
      assertEquals(403, owner.postTo(path, "token=0" + selected).statusCode());
      String order = "token=" + owner.token();
      assertEquals(
          403, owner.postTo(path, order + selected, "Sec-Fetch-Site", "cross-site").statusCode());
      assertEquals(400, owner.postTo(path, order).statusCode());
      assertEquals(400, owner.postTo(path, order + "&id=" + shop).statusCode());

      String page = owner.postTo(path, order + selected).body();
      assertTrue(page.contains("Remove 1 session?"), page);
      assertTrue(page.contains("name=\"id\" value=\"" + alice + "\""), page);
      assertFalse(page.contains(shop) || page.contains(owner.ownId()), page);
      assertTrue(page.contains("href=\"/sessions/ftp\""), page);
      assertFalse(page.contains("Keep out as well"), page);
      assertEquals(2, demo.count(FTP_SESSIONS));
      assertEquals(1, demo.count(PANEL_SESSIONS));
    }
  }

  @Test
  void anOwnerSeesAndRemovesOnlyWhatIsOfTheDomain() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      demo.ftp("shop");
      new Browser(demo).logIn("admin");
      Browser mailbox = new Browser(demo).logIn("info@example.com");
      Browser owner = new Browser(demo).logIn("example.com");
      String panel = owner.get("/sessions").body();
      assertTrue(panel.contains("info@example.com") && !panel.contains(">admin<"), panel);
      assertTrue(panel.contains("2 sessions of example.com"), panel);
      String ftp = owner.get("/sessions/ftp?filter=login%3D*").body();
      assertTrue(ftp.contains("alice") && !ftp.contains("shop"), ftp);

      HttpResponse<String> answer =
          owner.remove(
              "id=" + demo.id(PANEL_SESSIONS, "admin"),
              "id=" + demo.id(FTP_SESSIONS, "shop"),
              "id=" + demo.id(FTP_SESSIONS, "alice"),
              "id=" + mailbox.ownId());

      assertEquals(
          List.of(
              "NOT_FOUND session",
              "NOT_FOUND session",
              "TERMINATED alice",
              "TERMINATED info@example.com"),
          lines(answer));
      assertEquals("shop", demo.rows(FTP_SESSIONS).get(0).get("login"));
      assertEquals(2, demo.count(PANEL_SESSIONS));
    }
  }

  @Test
  void aMailboxOwnerSeesAndRemovesOnlyTheOwn() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      Browser owner = new Browser(demo).logIn("example.com");
      Browser atHome = new Browser(demo).logIn("info@example.com");
      Browser here = new Browser(demo).logIn("info@example.com");
      String page = here.get("/sessions").body();
      assertTrue(page.contains("2 sessions of your account"), page);
      assertFalse(page.contains(">example.com<"), page);
      assertTrue(here.get("/sessions/ftp").body().contains("Nobody is connected."));
      assertEquals(
          List.of("NOT_FOUND session", "NOT_FOUND session", "TERMINATED info@example.com"),
          lines(
              here.remove(
                  "id=" + owner.ownId(),
                  "id=" + demo.id(FTP_SESSIONS, "alice"),
                  "id=" + atHome.ownId())));
      assertEquals("/", owner.visit().uri().getPath());
    }
  }

  @Test
  void anIdOfSomebodyElseIsAnsweredLikeOneOfNobody() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser owner = new Browser(demo).logIn("example.com");
      demo.ftp("shop");
      String live = demo.id(FTP_SESSIONS, "shop");
      String unknown = owner.remove("id=" + UNKNOWN).body();
      assertEquals(unknown, owner.remove("id=" + live).body().replace(live, UNKNOWN));
      assertEquals(1, demo.count(FTP_SESSIONS));
      demo.terminate(FTP_SESSIONS, live, "gone");
      assertEquals(unknown, owner.remove("id=" + live).body().replace(live, UNKNOWN));
    }
  }

  @Test
  void onlyAnAdministratorKeepsPeopleOutAndNeverByASlip() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      String id = "id=" + demo.id(FTP_SESSIONS, "alice");
      Browser owner = new Browser(demo).logIn("example.com");
      assertEquals(403, owner.remove(id, "lockout=login", "minutes=5").statusCode());
      assertFalse(owner.get("/sessions").body().contains("Keep out as well"));
      Browser admin = new Browser(demo).logIn("admin");
      for (String bad :
          List.of(
              "lockout=domain&minutes=5",
              "lockout=login&minutes=0",
              "lockout=login&minutes=-1",
              "lockout=login&minutes=x",
              "lockout=login",
              "lockout=address&minutes=5",
              "reason=" + "x".repeat(201))) {
        HttpResponse<String> answer = admin.remove(id, bad);
        assertEquals(400, answer.statusCode(), bad);
        assertTrue(answer.body().contains("id=\"mistake\""), answer.body());
      }
      assertEquals(400, admin.remove().statusCode());
      new Browser(demo).logIn("admin");
      String ownLogin = "id=" + demo.rows(PANEL_SESSIONS).get(2).get("id");
      assertEquals(400, admin.remove(ownLogin, "lockout=login", "minutes=5").statusCode());
      assertEquals(List.of(), demo.demo.sessions().lockouts().list());
      assertEquals(1, demo.count(FTP_SESSIONS));
      assertEquals(3, demo.count(PANEL_SESSIONS));
    }
  }

  @Test
  void twoWhoRemoveTheSameRowAtOnceBothGetATrueAnswer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (RunningDemo demo = new RunningDemo(home)) {
      List<Browser> admins =
          List.of(new Browser(demo).logIn("admin"), new Browser(demo).logIn("admin"));
      List<String> tokens = List.of(admins.get(0).token(), admins.get(1).token());
      for (int round = 0; round < 10; round++) {
        demo.ftp("alice");
        String id = demo.id(FTP_SESSIONS, "alice");
        List<Callable<HttpResponse<String>>> orders =
            List.of(
                () -> admins.get(0).post("token=" + tokens.get(0) + "&id=" + id),
                () -> admins.get(1).post("token=" + tokens.get(1) + "&id=" + id));
        List<String> answers = new java.util.ArrayList<>();
        for (Future<HttpResponse<String>> order : threads.invokeAll(orders)) {
          answers.addAll(lines(order.get()));
        }
        answers.sort(null);
        assertEquals(List.of("ALREADY_ENDED alice", "TERMINATED alice"), answers);
        await().until(() -> demo.count(FTP_SESSIONS) == 0);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
