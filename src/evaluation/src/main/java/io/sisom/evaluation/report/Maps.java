package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.SetSummary;
import io.sisom.evaluation.StreamParts;
import io.sisom.method.Activations;
import io.sisom.method.FeatureMap;
import io.sisom.method.LeanFeature;
import io.sisom.method.TapLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Two-dimensional maps of the test frames, with and without saliency. */
final class Maps {
  private static final int KNOWN = 1500;
  private static final int NOVEL = 300;

  private final Evaluation evaluation;
  private final Palette palette;

  private record Placed(SetSummary set, String color, int row, double[] at) {}

  Maps(Evaluation evaluation, Palette palette) {
    this.evaluation = evaluation;
    this.palette = palette;
  }

  String section() {
    return "<section><h2>Where frames lie</h2><p>Test frames on the two directions in which the"
        + " known ones vary most (principal component analysis; far less than the score sees)."
        + " Above, colors are the classes of known frames, novel ones gray; below, colors are"
        + " sets, as in the plots above.</p><div class=\"two\">"
        + evaluation
            .salient()
            .map(map -> pair("With saliency: SISOMe's enhanced features", map))
            .orElse("")
        + pair("Without: mean activations, each tap scaled to length 1", unsalient())
        + "</div></section>";
  }

  private FeatureMap unsalient() {
    TapLayout layout = evaluation.stream().scorer().reference().rule().features().layout();
    return new LeanFeature(layout, layout.names());
  }

  private String pair(String title, FeatureMap map) {
    List<Placed> placed = place(map);
    return "<div><h3>"
        + title
        + "</h3>"
        + FrameMap.of(title + ", by class", byClass(placed))
        + FrameMap.of(title + ", by set", bySet(placed))
        + "</div>";
  }

  private List<Placed> place(FeatureMap map) {
    float[][] known = rows(evaluation.id(), map, KNOWN);
    Projection projection = Projection.of(known);
    List<Placed> placed = new ArrayList<>();
    addAll(placed, projection, evaluation.id(), palette.known(), map, KNOWN);
    for (int s = 0; s < evaluation.novel().size(); s++) {
      addAll(placed, projection, evaluation.novel().get(s), palette.novel(s), map, NOVEL);
    }
    return placed;
  }

  private void addAll(
      List<Placed> placed,
      Projection projection,
      SetSummary set,
      String color,
      FeatureMap map,
      int most) {
    float[][] rows = rows(set, map, most);
    int[] chosen = chosen(set, most);
    for (int i = 0; i < rows.length; i++) {
      placed.add(new Placed(set, color, chosen[i], projection.place(rows[i])));
    }
  }

  private List<FrameMap.Dot> bySet(List<Placed> placed) {
    return placed.stream().map(p -> new FrameMap.Dot(p.at()[0], p.at()[1], p.color(), "")).toList();
  }

  private List<FrameMap.Dot> byClass(List<Placed> placed) {
    List<FrameMap.Dot> novel = new ArrayList<>();
    List<FrameMap.Dot> known = new ArrayList<>();
    StreamParts parts = evaluation.stream().scorer().parts(evaluation.id().table().features());
    for (Placed p : placed) {
      if (p.set() != evaluation.id()) {
        novel.add(new FrameMap.Dot(p.at()[0], p.at()[1], "sx", ""));
        continue;
      }
      int label = p.set().table().labels()[p.row()];
      int shown = label < 0 ? parts.predicted()[p.row()] : label;
      known.add(
          new FrameMap.Dot(
              p.at()[0], p.at()[1], Palette.of(shown), evaluation.head().labels().get(shown)));
    }
    novel.addAll(known);
    return novel;
  }

  private static float[][] rows(SetSummary set, FeatureMap map, int most) {
    Activations seen = set.table().features();
    return IntStream.of(chosen(set, most))
        .mapToObj(
            row -> {
              float[] feature = new float[map.width()];
              map.enhance(seen.taps(), seen.tapGradients(), row * seen.width(), feature, 0);
              return feature;
            })
        .toArray(float[][]::new);
  }

  private static int[] chosen(SetSummary set, int most) {
    long size = set.table().size();
    int count = (int) Math.min(size, most);
    return IntStream.range(0, count).map(i -> (int) (i * size / count)).toArray();
  }
}
