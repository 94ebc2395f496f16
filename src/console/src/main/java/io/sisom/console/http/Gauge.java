package io.sisom.console.http;

import io.sisom.console.http.Template.Markup;
import java.util.Map;

/** A p-value drawn on a logarithmic scale, from 1 to one in ten thousand. */
final class Gauge {
  private static final Template GAUGE = Template.of("gauge.html");
  private static final double DECADES = 4;
  private static final double LEFT = 12;
  private static final double WIDTH = 276;

  private Gauge() {}

  static Markup of(double pValue) {
    String text = Explanation.short3(pValue);
    double decades = Math.min(DECADES, Math.max(0, -Math.log10(pValue)));
    double x = LEFT + WIDTH * decades / DECADES;
    return GAUGE.fill(
        Map.of(
            "p", text, "x", Math.round(10 * x) / 10.0, "bar", Math.round(10 * (x - LEFT)) / 10.0));
  }
}
