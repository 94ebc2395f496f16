package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.console.http.Layout.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final String HOSTILE = "\"'><script>&{{it}}${it}$1\\";

  @Test
  void textStaysTextInContentAndInAttributes() {
    String html = Pages.html(Pages.of("label", label(HOSTILE)));
    assertThat(html)
        .contains(
            "<button name=\"label\" value=\"&#34;&#39;>&lt;script>&amp;{{it}}${it}$1\\\">"
                + "\"'&gt;&lt;script&gt;&amp;{{it}}${it}$1\\</button>")
        .doesNotContain("<script");
  }

  @Test
  void whatTurnsTextAroundIsShownAsAnEscapeAndComesBackAsItWas() {
    assertThat(Pages.html(Pages.of("label", label("cam\u202egpj"))))
        .contains("<button name=\"label\" value=\"cam\u202egpj\">cam\\u{202e}gpj</button>");
  }

  @Test
  void controlsReachNoAttribute() {
    assertThat(Pages.html(Pages.of("label", label("a\u0000b\u0085c"))))
        .contains("<button name=\"label\" value=\"a?b?c\">a\\u{0}b\\u{85}c</button>");
  }

  @Test
  void whatATemplateMadeGoesInAsItIs() {
    assertThat(page(false)).contains("<p role=\"alert\" class=\"notice\">1 &lt; 2</p>");
  }

  @Test
  void aPageHasItsFilesAndMarksItsLinkAndLogsOutWhoIsLoggedIn() {
    assertThat(page(true))
        .startsWith("<!doctype html>")
        .contains("<title>It · sisom</title>")
        .contains("<link rel=\"stylesheet\" href=\"/static/live.css\">")
        .contains("<script type=\"module\" src=\"/static/live.js\"></script>")
        .contains("<a href=\"/\">Label</a><a href=\"/live\" aria-current=\"page\">Live</a>")
        .contains("action=\"/logout\"");
    assertThat(page(false)).doesNotContain("/logout");
  }

  @Test
  void theUndoButtonHidesWhereThereIsNothingToUndo() {
    LabelView view = label("cat");
    assertThat(Pages.html(Pages.of("label", view))).contains("id=\"undo\" hidden>");
    LabelView undoable =
        new LabelView(
            "ann", Optional.empty(), "", "", List.of(), Optional.of("f<1"), Optional.empty());
    assertThat(Pages.html(Pages.of("label", undoable)))
        .contains("id=\"undo\">\n<input type=\"hidden\" name=\"frameId\" value=\"f&lt;1\">");
  }

  @Test
  void noTemplatePassesTheEscapingBy() throws Exception {
    try (Stream<Path> templates = Files.list(Path.of("src/console/src/main/jte"))) {
      List<Path> all = templates.toList();
      assertThat(all).isNotEmpty();
      for (Path template : all) {
        assertThat(Files.readString(template)).as("%s", template).doesNotContain("$unsafe");
      }
    }
  }

  private static String page(boolean loggedIn) {
    Layout layout = Layout.plain(Section.LIVE, "It").with("live.css", "live.js");
    return Pages.html(layout.page(Pages.of("problem", "1 < 2"), loggedIn));
  }

  private static LabelView label(String label) {
    return new LabelView(
        "ann", Optional.empty(), "", "", List.of(label), Optional.empty(), Optional.empty());
  }
}
