package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.SetReader;
import io.sisom.evaluation.SetSummary;
import io.sisom.evaluation.StreamParts;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.FrameShape;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The frames the stream's score was most wrong about. */
final class WrongFrames {
  private static final int KNOWN = 16;
  private static final int NOVEL = 8;

  private final SetReader reader;
  private final FrameDecoder decoder;
  private final FrameShape shape;

  WrongFrames(SetReader reader, FrameDecoder decoder, FrameShape shape) {
    this.reader = reader;
    this.decoder = decoder;
    this.shape = shape;
  }

  String section(Evaluation evaluation) throws IOException {
    StringBuilder out = new StringBuilder("<section><h2>Most wrong</h2>");
    out.append(
        "<h3>Known frames that look most novel</h3>"
            + strip(evaluation, evaluation.id(), evaluation.main().idScores(), true, KNOWN));
    for (int s = 0; s < evaluation.novel().size(); s++) {
      SetSummary set = evaluation.novel().get(s);
      out.append("<h3>Frames of ").append(Html.escape(set.name()));
      out.append(" that look most known</h3>");
      out.append(strip(evaluation, set, evaluation.main().novelScores().get(s), false, NOVEL));
    }
    return out.append("</section>").toString();
  }

  private String strip(
      Evaluation evaluation, SetSummary set, double[] scores, boolean highest, int count)
      throws IOException {
    Comparator<Integer> byScore = Comparator.comparingDouble(row -> scores[row]);
    List<Integer> rows =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(highest ? byScore.reversed() : byScore)
            .limit(count)
            .toList();
    Set<Integer> ordinals =
        rows.stream().map(row -> set.table().ordinals()[row]).collect(Collectors.toSet());
    Map<Integer, byte[]> pixels = reader.pixels(set.set(), ordinals, decoder, shape);
    StreamParts parts = evaluation.stream().scorer().parts(set.table().features());
    List<String> labels = evaluation.head().labels();
    StringBuilder out = new StringBuilder("<div class=\"strip\">");
    for (int row : rows) {
      byte[] planar = pixels.get(set.table().ordinals()[row]);
      if (planar == null) {
        continue;
      }
      int label = set.table().labels()[row];
      String seen = labels.get(parts.predicted()[row]);
      out.append("<figure><img alt=\"\" src=\"").append(InlineImage.dataUri(planar, shape));
      out.append("\" title=\"").append(Html.escape(set.table().frameIds().get(row)));
      out.append("\"><figcaption>seen as <b>").append(Html.escape(seen)).append("</b>");
      if (label >= 0 && label != parts.predicted()[row]) {
        out.append("<br>is ").append(Html.escape(labels.get(label)));
      }
      out.append("<br><span class=\"quiet\">").append(Numbers.brief(scores[row]));
      out.append("</span></figcaption></figure>");
    }
    return out.append("</div>").toString();
  }
}
