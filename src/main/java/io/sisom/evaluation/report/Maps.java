package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.SetSummary;
import io.sisom.evaluation.StreamParts;
import io.sisom.sisom.TapLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Two-dimensional maps of the test frames, with and without saliency. */
final class Maps {
  private static final int KNOWN = 1500;
  private static final int NOVEL = 300;

  private final Evaluation evaluation;
  private final Palette palette;
  private final TapLayout layout;

  private record Placed(SetSummary set, String colour, int row, double[] at) {}

  Maps(Evaluation evaluation, Palette palette) {
    this.evaluation = evaluation;
    this.palette = palette;
    this.layout = evaluation.stream().scorer().reference().rule().features().layout();
  }

  String section() {
    return "<section><h2>Where frames lie</h2><p>Test frames on the two directions in which the"
        + " known ones vary most (principal component analysis; far less than the score sees)."
        + " Above, colours are the classes of known frames, novel ones grey; below, colours are"
        + " sets, as in the plots above.</p><div class=\"two\">"
        + pair("With saliency: enhanced features", true)
        + pair("Without: mean activations, each tap scaled to length 1", false)
        + "</div></section>";
  }

  private String pair(String title, boolean saliency) {
    List<Placed> placed = place(saliency);
    return "<div><h3>"
        + title
        + "</h3>"
        + FrameMap.of(title + ", by class", byClass(placed))
        + FrameMap.of(title + ", by set", bySet(placed))
        + "</div>";
  }

  private List<Placed> place(boolean saliency) {
    float[][] known = rows(evaluation.id(), saliency, KNOWN);
    Projection projection = Projection.of(known);
    List<Placed> placed = new ArrayList<>();
    addAll(placed, projection, evaluation.id(), palette.known(), saliency, KNOWN);
    for (int s = 0; s < evaluation.novel().size(); s++) {
      addAll(placed, projection, evaluation.novel().get(s), palette.novel(s), saliency, NOVEL);
    }
    return placed;
  }

  private void addAll(
      List<Placed> placed,
      Projection projection,
      SetSummary set,
      String colour,
      boolean saliency,
      int most) {
    float[][] rows = rows(set, saliency, most);
    int[] chosen = chosen(set, most);
    for (int i = 0; i < rows.length; i++) {
      placed.add(new Placed(set, colour, chosen[i], projection.place(rows[i])));
    }
  }

  private List<FrameMap.Dot> bySet(List<Placed> placed) {
    return placed.stream()
        .map(p -> new FrameMap.Dot(p.at()[0], p.at()[1], p.colour(), ""))
        .toList();
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

  private float[][] rows(SetSummary set, boolean saliency, int most) {
    int[] chosen = chosen(set, most);
    if (saliency) {
      float[][] enhanced = evaluation.stream().scorer().parts(set.table().features()).enhanced();
      return IntStream.of(chosen).mapToObj(row -> enhanced[row]).toArray(float[][]::new);
    }
    return IntStream.of(chosen)
        .mapToObj(row -> unit(set.table().features().taps(), row))
        .toArray(float[][]::new);
  }

  private float[] unit(float[] taps, int row) {
    float[] unit = new float[layout.width()];
    for (TapLayout.Tap tap : layout.taps()) {
      int from = row * layout.width() + tap.offset();
      double sum = 0;
      for (int k = from; k < from + tap.width(); k++) {
        sum += (double) taps[k] * taps[k];
      }
      double length = Math.max(Math.sqrt(sum), 1e-12);
      for (int k = 0; k < tap.width(); k++) {
        unit[tap.offset() + k] = (float) (taps[from + k] / length);
      }
    }
    return unit;
  }

  private static int[] chosen(SetSummary set, int most) {
    long size = set.table().size();
    int count = (int) Math.min(size, most);
    return IntStream.range(0, count).map(i -> (int) (i * size / count)).toArray();
  }
}
