package io.sisom.reference;

import io.sisom.method.DistanceRule;
import io.sisom.method.FeatureMap;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Logits;
import io.sisom.reference.Verdict.NotScorable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a batch that can be scored: finite in all that the score reads.
 *
 * @param frames of the batch, counted from the first asked for
 * @param features one row for each of {@code frames}
 * @param predicted their pseudo-classes
 * @param labels classes whose known frames are their inner ones
 * @param logits of all frames asked for; null where they cannot be scored
 * @param verdicts of all frames asked for; null where they can be scored
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record ScorableFrames(
    int[] frames,
    FloatFeatures features,
    int[] predicted,
    int[] labels,
    @Nullable Logits[] logits,
    @Nullable Verdict[] verdicts) {

  /** As {@link FrameScorer#score(float[], float[], float[], int, int)}. */
  static ScorableFrames of(
      DistanceRule rule,
      KnownSet known,
      float[] logits,
      float[] taps,
      float[] tapGrads,
      int from,
      int to) {
    FeatureMap map = rule.features();
    int classes = known.classes();
    int width = map.width();
    float[] enhanced = new float[Math.multiplyExact(to - from, width)];
    int[] predicted = new int[to - from];
    int[] labels = new int[to - from];
    int[] frames = new int[to - from];
    @Nullable Logits[] ofFrames = new @Nullable Logits[to - from];
    @Nullable Verdict[] verdicts = new @Nullable Verdict[to - from];
    int count = 0;
    for (int row = from; row < to; row++) {
      Logits ofFrame = Logits.of(logits, row * classes, classes);
      if (!ofFrame.areFinite()) {
        verdicts[row - from] =
            new NotScorable("the model's logits for this frame are not finite numbers");
      } else if (!map.enhance(
          taps, tapGrads, row * map.layout().width(), enhanced, count * width)) {
        verdicts[row - from] =
            new NotScorable("the model's features for this frame are not finite numbers");
      } else {
        ofFrames[row - from] = ofFrame;
        frames[count] = row - from;
        predicted[count] = ofFrame.pseudoClass();
        labels[count++] = rule.innerClass(known, ofFrame);
      }
    }
    return new ScorableFrames(
        Arrays.copyOf(frames, count),
        new FloatFeatures(Arrays.copyOf(enhanced, count * width), count, width),
        Arrays.copyOf(predicted, count),
        Arrays.copyOf(labels, count),
        ofFrames,
        verdicts);
  }

  /** A frame's feature. */
  float[] feature(int index) {
    int width = features.width();
    return Arrays.copyOfRange(features.values(), index * width, (index + 1) * width);
  }

  /** One verdict a frame, once all have theirs. */
  List<Verdict> all() {
    return Arrays.stream(verdicts).map(Objects::requireNonNull).toList();
  }
}
