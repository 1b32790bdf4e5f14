package io.rollcall.examples.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a user may see in a list and what a user may end are the same. */
class VisibleSessionsTest {
  private static final List<@Nullable String> DOMAINS =
      Arrays.asList(
          null, "", "example.com", "EXAMPLE.com.", "shop.example.com", "example.com*", "*");
  private static final List<String> LOGINS = List.of("a", "A", "*", "a\" login=\"*", "");

  private static List<Account> accounts() {
    List<Account> accounts = new ArrayList<>();
    for (AccountType type : AccountType.values()) {
      for (String domain : DOMAINS) {
        LOGINS.forEach(login -> accounts.add(new Account(login, type, domain)));
      }
    }
    return accounts;
  }

  @Test
  void listingsAndOrdersAgree() {
    try (SessionRegistry sessions = SessionRegistry.create()) {
      for (Account account : accounts()) {
        sessions.openPanel(PanelLogin.of(account).build(), order -> {});
        FtpHandle ftp = sessions.openFtp(null, "FTP", order -> {});
        ftp.loggedIn(account);
      }
      sessions.openFtp(null, "FTP", order -> {}); // nobody yet
      for (Account user : accounts()) {
        VisibleSessions visible = new VisibleSessions(user);
        assertEquals(
            included(visible, sessions.panelSessions()),
            ids(
                sessions
                    .panelSessions(SessionQuery.matching(visible.filter(Service.PANEL)))
                    .sessions()),
            user.toString());
        assertEquals(
            included(visible, sessions.ftpSessions()),
            ids(
                sessions
                    .ftpSessions(SessionQuery.matching(visible.filter(Service.FTP)))
                    .sessions()),
            user.toString());
      }
    }
  }

  private static List<String> included(VisibleSessions visible, List<? extends SessionInfo> all) {
    return ids(all.stream().filter(visible::includes).toList());
  }

  private static List<String> ids(List<? extends SessionInfo> sessions) {
    return sessions.stream().map(SessionInfo::id).toList();
  }

  @Test
  void onlyAnAdministratorSeesMoreThanADomain() {
    try (SessionRegistry sessions = SessionRegistry.create()) {
      accounts()
          .forEach(account -> sessions.openPanel(PanelLogin.of(account).build(), order -> {}));
      for (Account user : accounts()) {
        if (user.type() != AccountType.ADMINISTRATOR) {
          sessions
              .panelSessions(SessionQuery.matching(new VisibleSessions(user).filter(Service.PANEL)))
              .sessions()
              .forEach(
                  session ->
                      assertTrue(
                          session.account().login().equals(user.login())
                              || (user.type() == AccountType.DOMAIN_OWNER
                                  && user.domain() != null
                                  && session.account().domain() != null),
                          user + " sees " + session));
        }
      }
    }
  }
}
