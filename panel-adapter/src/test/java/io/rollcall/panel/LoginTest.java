package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.PanelSessionInfo;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(Containers.class)
class LoginTest extends PanelTestBase {
  private static Account resolve(String login) {
    return new Account(login, AccountType.DOMAIN_OWNER, "example.org");
  }

  @Test
  void aContainersOwnLoginIsListed() throws Exception {
    start(options -> options.accountResolver(LoginTest::resolve));
    Browser browser = login("alice", "container");
    assertEquals(
        new Account("alice", AccountType.DOMAIN_OWNER, "example.org"), onlyRow().account());
    assertEquals(onlyRow().id(), ownRow(browser));
  }

  @Test
  void aFrameworksLoginIsListed() throws Exception {
    start(options -> options);
    Browser browser = login("bob", "framework");
    assertEquals(Account.unregistered("bob"), onlyRow().account());
    assertEquals(onlyRow().id(), ownRow(browser));
  }

  @Test
  void aLoginInASessionAttributeIsListed() throws Exception {
    start(options -> options.loginAttribute(TestPanel.USER).accountResolver(LoginTest::resolve));
    Browser browser = login("carol", "attribute");
    assertEquals("carol", onlyRow().account().login());
    assertEquals("example.org", onlyRow().account().domain());
    assertEquals(onlyRow().id(), ownRow(browser));
  }

  @Test
  void aLoginInAnObjectOfThePanelIsListed() throws Exception {
    start(
        options ->
            options.loginAttribute(
                TestPanel.USER_OBJECT, user -> ((TestPanel.PanelUser) user).name()));
    login("dave", "object");
    assertEquals("dave", onlyRow().account().login());
  }

  @Test
  void aLoginThatThePanelReportsIsListed() throws Exception {
    start(options -> options);
    Browser browser = login("erin", "call");
    assertEquals(new Account("erin", AccountType.RESELLER, "example.com"), onlyRow().account());
    assertEquals(onlyRow().id(), ownRow(browser));
  }

  @Test
  void aPanelWithoutServletsIsListedByTheRegistryItself() throws Exception {
    start(options -> options);
    AtomicBoolean connected = new AtomicBoolean(true);
    SessionHandle[] handle = new SessionHandle[1];
    handle[0] =
        registry.openPanel(
            PanelLogin.of(Account.unregistered("frank")).build(),
            order -> {
              connected.set(false);
              handle[0].closed(Ending.Cause.DISCONNECTED);
            });
    assertEquals("frank", onlyRow().account().login());
    terminate(onlyRow().id());
    assertEquals(Ending.Cause.TERMINATED, endingOf(handle[0].id()).cause());
    assertTrue(!connected.get());
  }

  @Test
  void principalsCanBeLeftOut() throws Exception {
    start(options -> options.principals(false));
    newBrowser().post(loginPath("bob", "framework"));
    assertEquals(List.of(), registry.panelSessions());
  }

  @Test
  void twoBrowsersOfOneUserAreTwoRows() throws Exception {
    startWithAttribute();
    Browser first = login("alice", "attribute");
    Browser second = login("alice", "attribute");
    assertNotEquals(ownRow(first), ownRow(second));
    assertEquals(2, registry.counts().panelSessions());
  }

  @Test
  void aRowTellsAddressTimeAndClient() throws Exception {
    startWithAttribute();
    login(newBrowser().userAgent("Mozilla/5.0 (Test)"), "alice", "attribute");
    PanelSessionInfo row = onlyRow();
    assertEquals(InetAddresses.forString("127.0.0.1"), row.address());
    assertEquals(clock.instant(), row.logonTime());
    assertEquals("Mozilla/5.0 (Test)", row.client());
  }

  @Test
  void anotherLoginOnTheSameHttpSessionIsAnotherRow() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String first = ownRow(browser);
    browser.post(loginPath("bob", "attribute"));
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(first).cause());
    assertEquals("bob", onlyRow().account().login());
    assertNotEquals(first, ownRow(browser));
  }

  @Test
  void theSameLoginAgainIsTheSameRow() throws Exception {
    start(options -> options);
    Browser browser = login("alice", "call");
    String row = ownRow(browser);
    browser.post(loginPath("alice", "call"));
    assertEquals(row, ownRow(browser));
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void aCallForAnotherLoginIsAnotherRow() throws Exception {
    start(options -> options);
    Browser browser = login("alice", "call");
    String first = ownRow(browser);
    browser.post(loginPath("bob", "call"));
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(first).cause());
    assertEquals(onlyRow().id(), ownRow(browser));
  }

  @Test
  void aPathThatTheFrameworkDoesNotGuardChangesNothing() throws Exception {
    start(options -> options);
    Browser browser = login("bob", "framework");
    String row = ownRow(browser);
    browser.get("/public/logo");
    browser.get("/public/logo");
    assertEquals(row, ownRow(browser));
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void aResolverThatThrowsOrHangsStopsNoLogin() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    start(
        options ->
            options
                .loginAttribute(TestPanel.USER)
                .accountResolver(
                    login -> {
                      if (login.equals("alice")) {
                        throw new IllegalStateException("no database");
                      }
                      release.await();
                      return resolve(login);
                    }));
    Browser alice = login("alice", "attribute");
    Browser bob = login("bob", "attribute");
    assertEquals(200, alice.get("/").statusCode());
    String bobsRow = ownRow(bob);
    assertEquals(AccountType.UNREGISTERED, typeOf(bobsRow));
    release.countDown();
    await().atMost(PATIENCE).until(() -> typeOf(bobsRow) == AccountType.DOMAIN_OWNER);
  }

  private AccountType typeOf(String id) {
    return registry.session(id).orElseThrow().account().type();
  }

  @Test
  void aReaderOrPredicateThatThrowsBreaksNoRequest() throws Exception {
    start(
        options ->
            options
                .loginAttribute(
                    TestPanel.USER,
                    user -> {
                      throw new IllegalArgumentException("who?");
                    })
                .background(
                    request -> {
                      throw new IllegalStateException("what?");
                    }));
    Browser browser = newBrowser();
    assertEquals("welcome", browser.post(loginPath("alice", "attribute")).body());
    assertEquals("row=none", browser.get("/").body());
    login(browser, "bob", "call");
    assertEquals(200, browser.get("/").statusCode());
    assertEquals(1, countOf("WARN io.rollcall.panel.PanelSessions - the login could not be read"));
    assertEquals(1, countOf("WARN io.rollcall.panel.PanelSessions - the predicate"));
  }

  private int countOf(String line) {
    return logText().split(java.util.regex.Pattern.quote(line), -1).length - 1;
  }

  @Test
  void anAttributeThatSaysNoLoginIsReportedOnce() throws Exception {
    start(options -> options.loginAttribute(TestPanel.USER_OBJECT));
    Browser browser = newBrowser();
    assertEquals("welcome", browser.post(loginPath("alice", "object")).body());
    browser.get("/");
    assertEquals(List.of(), registry.panelSessions());
    await().atMost(PATIENCE).until(() -> logText().contains("IllegalArgumentException"));
  }

  @Test
  void hostileLoginsAndClientsAreListedInFull() throws Exception {
    startWithAttribute();
    String[] logins = {
      "<html><img src=http://192.0.2.1/x>",
      "a,b=c*",
      "line\r\nforged row",
      "\u001b[2Jescape",
      "\u202Ereversed",
      "\u0000nul",
      "x".repeat(3000)
    };
    for (String login : logins) {
      login(newBrowser().userAgent("<script>alert(1)</script>"), login, "attribute");
    }
    List<String> listed =
        registry.panelSessions().stream().map(row -> row.account().login()).toList();
    assertEquals(List.of(logins), listed);
    assertEquals("<script>alert(1)</script>", registry.panelSessions().get(0).client());
    for (PanelSessionInfo row : registry.panelSessions()) {
      terminate(row.id());
      assertEquals(Ending.Cause.TERMINATED, endingOf(row.id()).cause());
    }
    assertTrue(!logText().contains("\nforged row"), "a log line was forged");
  }

  @Test
  void aLongClientNameIsVisiblyShortened() throws Exception {
    startWithAttribute();
    login(newBrowser().userAgent("u".repeat(4000)), "alice", "attribute");
    assertEquals("u".repeat(1023) + "…", onlyRow().client());
  }
}
