package io.rollcall.examples;

import static io.rollcall.examples.Chromium.until;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The pictures of the panel's page in the documentation, taken of a running demo that {@link
 * DemoVisitors} visit. Run by {@code docs/screenshots.sh}, and not with the tests.
 */
@EnabledIfSystemProperty(named = "rollcall.demo.panel", matches = "http:.*")
class PagePictures {
  private static final URI PANEL =
      URI.create(System.getProperty("rollcall.demo.panel", "http://127.0.0.1/"));

  @BeforeAll
  static void requireChromium() {
    Chromium.require();
  }

  @Test
  void atADesk() throws Exception {
    try (Chromium admin = Chromium.desktop(PANEL)) {
      admin.screen(1280, 500, false);
      admin.logIn("admin").list("/sessions");
      admin.pointElsewhere();
      admin.screenshot("page-sessions");
      admin.screen(1280, 760, false);
      admin.list("/sessions/ftp");
      until(() -> admin.find("#rows").getText().contains("KB/s"));
      tick(admin, "anonymous", "alice");
      admin.screenshot("page-ftp-sessions");
      admin.prefer("dark");
      admin.screenshot("page-ftp-sessions-dark");
      admin.prefer("light");
      admin.click("#remove");
      until(() -> admin.find("#confirm").isDisplayed());
      admin.type("#reason", "account suspended");
      admin.click("[name='lockout'][value='login']");
      admin.screenshot("page-confirm");
      admin.click("#cancel");
    }
  }

  @Test
  void onAPhone() throws Exception {
    try (Chromium phone = Chromium.phone(PANEL)) {
      phone.screen(390, 700, true);
      phone.logIn("admin").list("/sessions/ftp");
      until(() -> phone.find("#rows").getText().contains("KB/s"));
      phone.screenshot("page-phone");
    }
  }

  private static void tick(Chromium admin, String... logins) {
    List<String> listed = admin.logins();
    for (String login : logins) {
      String row = "#rows > tr:nth-child(" + (listed.indexOf(login) + 1) + ")";
      admin.click(row + " .tick input");
    }
    admin.pointElsewhere();
  }
}
