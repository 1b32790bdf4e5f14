package io.rollcall.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BorderLayout;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void leavesTextThatPrintsAsItIs() {
    assertEquals("Ünïcode 日本 😀 <b>", PlainText.of("Ünïcode 日本 😀 <b>"));
  }

  @Test
  void writesWhatDoesNotPrintAsItsCode() {
    assertEquals(
        "\\u000D\\u000Aa\\u202Eb\\u001B[2J\\uD800", PlainText.of("\r\na\u202Eb\u001B[2J\uD800"));
  }

  @Test
  void doesNotBeginAsHtml() {
    assertEquals("\\u003CHTML><img>", PlainText.of("<HTML><img>"));
  }

  @Test
  void cutsWhatIsTooLong() {
    assertEquals(1_025, PlainText.of("x".repeat(100_000)).length());
    assertTrue(PlainText.of("<html>".repeat(20_000)).length() < 1_100);
  }

  @Test
  void keepsComponentsAndAllInThemFromRenderingHtml() {
    JLabel label = new JLabel("<html><b>x");
    JPanel outer = new JPanel(new BorderLayout());
    JPanel inner = new JPanel();
    inner.add(label);
    outer.add(inner);
    PlainText.only(outer);
    assertEquals(true, label.getClientProperty("html.disable"));
    assertEquals(null, label.getClientProperty("html"));
  }
}
