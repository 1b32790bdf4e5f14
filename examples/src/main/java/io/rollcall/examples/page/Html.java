package io.rollcall.examples.page;

import com.google.common.escape.Escaper;
import com.google.common.html.HtmlEscapers;
import io.rollcall.PrintableText;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A piece of HTML. Only this class makes markup of text, and it escapes whatever is not markup
 * already, for the inside of elements and of quoted attributes alike.
 *
 * @param markup the HTML
 */
public record Html(String markup) {
  /** No markup. */
  public static final Html EMPTY = new Html("");

  private static final Escaper ESCAPER = HtmlEscapers.htmlEscaper();
  private static final int SHOWN = 200;

  /**
   * Fills a template.
   *
   * @param template markup with a {@code %s} for each part
   * @param parts what goes there: markup as it is, anything else as printable, escaped text
   * @return the markup
   */
  public static Html of(String template, Object... parts) {
    return new Html(template.formatted(Arrays.stream(parts).map(Html::safe).toArray()));
  }

  private static String safe(Object part) {
    return part instanceof Html html
        ? html.markup
        : ESCAPER.escape(PrintableText.of(String.valueOf(part)));
  }

  /**
   * Shows a text that somebody chose, without letting it change the order of what stands beside it.
   *
   * @param text the text, or null for nothing
   * @return the markup
   */
  public static Html text(@Nullable String text) {
    return text == null ? EMPTY : of("<bdi>%s</bdi>", PrintableText.of(text, SHOWN));
  }

  /**
   * Writes a form field's value, which has to come back as it is.
   *
   * @param text the value
   * @return what goes between the quotes of the attribute
   */
  public static Html value(String text) {
    return new Html(ESCAPER.escape(text));
  }

  /**
   * Joins pieces.
   *
   * @param pieces the pieces
   * @return the markup of all
   */
  public static Html join(Collection<Html> pieces) {
    return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
  }

  @Override
  public String toString() {
    return markup;
  }
}
