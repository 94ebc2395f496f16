package io.sisom.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void markupStaysText() {
    assertThat(Html.escape("<script>\"a\" & 'b'\u0007"))
        .isEqualTo("&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;\\u{7}");
  }

  @Test
  void densitiesAreDrawnWithinTheirFrame() {
    String svg =
        Curve.densities(
            "<b>",
            List.of(new double[] {0, 1, 2}, new double[] {1, Double.POSITIVE_INFINITY}),
            List.of("s0", "s1"));

    assertThat(svg).startsWith("<svg").endsWith("</svg>").doesNotContain("<b>", "NaN", "Infinity");
    assertThat(svg.split("class=\"curve", -1)).hasSize(3);
  }

  @Test
  void theFirstDirectionIsThatOfGreatestVariance() {
    float[][] rows = {{0, 0, 1}, {4, 0, 1}, {8, 1, 1}, {12, 1, 1}};
    Projection projection = Projection.of(rows);

    double spread = projection.place(rows[3])[0] - projection.place(rows[0])[0];

    assertThat(Math.abs(spread)).isCloseTo(Math.sqrt(145), org.assertj.core.data.Offset.offset(.1));
  }
}
