package io.rollcall.examples;

import static io.rollcall.examples.Chromium.until;
import static io.rollcall.examples.RunningDemo.FTP_SESSIONS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on a phone, in the dark, and in the reader's time zone. */
class PhoneAndSchemesTest {
  /** The contrast of each text with what is behind it (WCAG 2.1, 1.4.3), where it is too little. */
  private static final String POOR_CONTRASTS =
      """
      const channel = v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
      const parse = color => color.match(/[\\d.]+/g).map(Number);
      const luminance = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255)
          + 0.0722 * channel(b / 255);
      const behind = element => {
        const color = parse(getComputedStyle(element).backgroundColor);
        return color.length === 4 && color[3] === 0 && element.parentElement
            ? behind(element.parentElement) : color;
      };
      return [...document.querySelectorAll(
          'header *, .tabs a, .tabs b, label, th a, td, td *, .bar *, button:enabled, dialog *')]
        .filter(element => element.offsetParent !== null
            && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .map(element => {
          const ink = luminance(parse(getComputedStyle(element).color));
          const paper = luminance(behind(element));
          const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
          return [ratio, `${element.tagName}.${element.className} ${element.textContent}`];
        })
        .filter(([ratio]) => ratio < 4.5)
        .map(found => found.join(' '));
      """;

  @TempDir static Path home; // shared, for its keystore

  @BeforeAll
  static void requireChromium() {
    Chromium.require();
  }

  private static void awaitTraffic(RunningDemo demo) {
    await()
        .until(
            () ->
                demo.rows(FTP_SESSIONS).stream()
                    .map(row -> row.get("status"))
                    .toList()
                    .containsAll(List.of("DOWNLOADING", "UPLOADING", "STALLED")));
  }

  @Test
  void nothingStandsOutOfAPhonesScreen() throws Exception {
    try (RunningDemo demo = new RunningDemo(home, 9);
        Chromium phone = Chromium.phone(demo)) {
      awaitTraffic(demo);
      phone.logIn("admin").list("/sessions");
      assertFits(phone);
      phone.screenshot("sessions-phone");
      phone.list("/sessions/ftp?filter=status%3Ddownloading");
      until(() -> !phone.logins().isEmpty());
      assertFits(phone);
      phone.screenshot("ftp-sessions-phone");
      phone.click("#all");
      phone.click("#remove");
      assertFits(phone);
      assertTrue(phone.find("#really").isDisplayed());
      phone.screenshot("sessions-phone-confirm");
      phone.assertNoErrors();
    }
  }

  private static void assertFits(Chromium phone) {
    assertEquals(390L, phone.script("return window.innerWidth"));
    assertEquals(390L, phone.script("return document.documentElement.scrollWidth"));
  }

  @Test
  void lightAndDarkCanBeRead() throws Exception {
    try (RunningDemo demo = new RunningDemo(home, 12);
        Chromium admin = Chromium.desktop(demo)) {
      awaitTraffic(demo);
      admin.logIn("admin");
      for (String scheme : List.of("light", "dark")) {
        admin.prefer(scheme);
        admin.list("/sessions");
        assertEquals(List.of(), admin.script(POOR_CONTRASTS));
        admin.screenshot("sessions-" + scheme);
        admin.list("/sessions/ftp");
        assertEquals(List.of(), admin.script(POOR_CONTRASTS));
        assertEquals(
            true, admin.script("return document.documentElement.scrollWidth <= window.innerWidth"));
        admin.screenshot("ftp-sessions-" + scheme);
        admin.click("#all");
        admin.pointElsewhere();
        assertEquals(List.of(), admin.script(POOR_CONTRASTS));
        admin.click("#remove");
        assertEquals(List.of(), admin.script(POOR_CONTRASTS));
        admin.screenshot("sessions-confirm-" + scheme);
      }
      admin.assertNoErrors();
    }
  }

  @Test
  void timesAreInTheReadersTimeZone() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      admin.driver.executeCdpCommand(
          "Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Kolkata"));
      admin.logIn("admin").list("/sessions");
      String utc = admin.find("tr.own time").getDomAttribute("datetime");
      assertTrue(utc.endsWith("Z"), utc);
      assertEquals(
          admin.script(
              "return new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short',"
                  + " timeZone: 'Asia/Kolkata'}).format(new Date(arguments[0]))",
              utc),
          admin.text("tr.own time"));
      admin.driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
    }
  }
}
