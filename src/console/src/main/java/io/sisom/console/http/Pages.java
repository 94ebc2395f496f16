package io.sisom.console.http;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * HTML out of templates, which are compiled with the program ({@code src/main/jte}). Values reach
 * it through {@link PageOutput} only, which escapes them.
 */
final class Pages {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), Pages.class.getPackageName());

  private Pages() {}

  /** A template that needs no value. */
  static Content of(String template) {
    return out -> ENGINE.render(template + ".jte", Map.of(), out);
  }

  /** A template with the value that its parameter asks for. */
  static Content of(String template, Object value) {
    return out -> ENGINE.render(template + ".jte", value, out);
  }

  /** The HTML of a template. */
  static String html(Content content) {
    StringOutput html = new StringOutput();
    content.writeTo(new PageOutput(html));
    return html.toString();
  }
}
