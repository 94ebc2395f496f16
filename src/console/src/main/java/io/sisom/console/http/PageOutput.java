package io.sisom.console.http;

import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import io.sisom.text.Unseen;
import org.jspecify.annotations.Nullable;

/**
 * Escapes every value on its way into a page, by OWASP's rules for the place where it goes. What
 * cannot be seen of a text is shown as an escape; values of attributes stay as they are, since they
 * come back in forms.
 */
final class PageOutput extends OwaspHtmlTemplateOutput {
  private boolean inAttribute;

  PageOutput(TemplateOutput out) {
    super(out);
  }

  @Override
  public void setContext(@Nullable String tag, @Nullable String attribute) {
    super.setContext(tag, attribute);
    inAttribute = attribute != null;
  }

  @Override
  public void writeUserContent(@Nullable String value) {
    super.writeUserContent(
        value == null ? null : inAttribute ? withoutControls(value) : Unseen.escaped(value));
  }

  private static String withoutControls(String value) {
    StringBuilder out = new StringBuilder(value.length());
    value.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return out.toString();
  }
}
