package io.rollcall.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the guide to adapters quotes is what the tests here run. */
class DocumentedAdapterTest {
  private static final Path GUIDE = Path.of("..", "docs", "writing-an-adapter.md");
  private static final Path SOURCES = Path.of("src", "test", "java", "io", "rollcall", "line");

  /** A comment that names the file, and the code under it. */
  private static final Pattern QUOTATION =
      Pattern.compile("<!-- (\\w+\\.java) (\\w+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

  @Test
  void theGuideQuotesTheSourcesToTheLetter() throws IOException {
    List<String> quoted = new ArrayList<>();
    Matcher quotations = QUOTATION.matcher(Files.readString(GUIDE));
    for (MatchResult quotation : quotations.results().toList()) {
      assertEquals(source(quotation.group(1), quotation.group(2)), quotation.group(3));
      quoted.add(quotation.group(1));
    }
    assertEquals(
        List.of(
            "LineConnection.java",
            "LineServer.java",
            "LineCompatibilityTest.java",
            "LineAdapterUnderTest.java",
            "LineClient.java"),
        quoted);
  }

  private static String source(String file, String tag) throws IOException {
    String text = Files.readString(SOURCES.resolve(file));
    String begin = "// tag::" + tag + "[]\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("// end::" + tag + "[]");
    assertTrue(from >= 0 && to > from, file + " has no part " + tag);
    return text.substring(from + begin.length(), to);
  }
}
