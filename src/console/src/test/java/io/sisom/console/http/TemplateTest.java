package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void textStaysTextInContentAndInAttributes() {
    Template template = Template.inline("<a title=\"{{it}}\">{{it}}</a>");
    assertThat(template.fill(Map.of("it", "\"'><script>&{{it}}$1\\")).html())
        .isEqualTo(
            "<a title=\"&quot;&#39;&gt;&lt;script&gt;&amp;{{it}}$1\\\">"
                + "&quot;&#39;&gt;&lt;script&gt;&amp;{{it}}$1\\</a>");
  }

  @Test
  void whatTurnsTextAroundIsShownAsAnEscapeAndComesBackAsItWas() {
    Template template = Template.inline("<button value=\"{{it}}\">{{it}}</button>");
    assertThat(template.fill(Map.of("it", "cam\u202egpj")).html())
        .isEqualTo("<button value=\"cam\u202egpj\">cam\\u{202e}gpj</button>");
  }

  @Test
  void whatATemplateMadeGoesInAsItIs() {
    Template.Markup inner = Template.inline("<b>{{it}}</b>").fill(Map.of("it", "<"));
    assertThat(Template.inline("<p>{{it}}</p>").fill(Map.of("it", inner)).html())
        .isEqualTo("<p><b>&lt;</b></p>");
  }

  @Test
  void aNameWithoutAValueIsAMistakeOfOurs() {
    Template template = Template.inline("{{missing}}");
    assertThatThrownBy(() -> template.fill(Map.of())).hasMessageContaining("missing");
  }
}
