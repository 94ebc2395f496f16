package io.sisom.console.http;

import io.sisom.text.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTML file with {@code {{names}}} for values. Text is escaped wherever it goes, and what cannot
 * be seen of it is shown as an escape; only what another template made goes in as it is.
 */
final class Template {
  private static final Pattern NAME = Pattern.compile("\\{\\{([A-Za-z]+)}}");

  private final String file;
  private final String text;

  private Template(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** HTML that a template made. */
  record Markup(String html) {
    static final Markup NONE = new Markup("");
  }

  /** One of the program's own files. */
  static Template of(String file) {
    return new Template(file, new String(resource(file), StandardCharsets.UTF_8));
  }

  /** A template in the source. */
  static Template inline(String text) {
    return new Template("inline", text);
  }

  static byte[] resource(String file) {
    try (InputStream in = Template.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file " + file + " is unreadable", e);
    }
  }

  /** The file with every name replaced: {@link Markup} as it is, all else as text. */
  Markup fill(Map<String, Object> values) {
    Matcher names = NAME.matcher(text);
    StringBuilder html = new StringBuilder();
    while (names.find()) {
      Object value = values.get(names.group(1));
      if (value == null) {
        throw new IllegalStateException(file + " wants a value for " + names.group(1));
      }
      String filled =
          value instanceof Markup markup
              ? markup.html()
              : escape(shown(names.start()) ? Unseen.escaped(value.toString()) : value.toString());
      names.appendReplacement(html, Matcher.quoteReplacement(filled));
    }
    return new Markup(names.appendTail(html).toString());
  }

  /** Whether the place is text of the page; within a tag are attributes, whose values come back. */
  private boolean shown(int at) {
    return text.lastIndexOf('<', at) <= text.lastIndexOf('>', at);
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c);
              }
            });
    return out.toString();
  }
}
