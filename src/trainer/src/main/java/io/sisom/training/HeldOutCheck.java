package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.Logits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Measures models on the frames that are held out under a new head.
 *
 * @param frameIds of these frames
 * @param labels of each
 */
record HeldOutCheck(List<String> frameIds, List<String> labels) {

  /** Frames that are held out where {@code head} is in use. */
  static HeldOutCheck of(SettledLabels settled, Head head, SplitRule rule) {
    PoolSplit split = PoolSplit.of(settled, head, rule);
    return new HeldOutCheck(
        Arrays.stream(split.heldOut()).mapToObj(split.frameIds()::get).toList(),
        Arrays.stream(split.heldOut())
            .mapToObj(row -> head.labels().get(split.labels()[row]))
            .toList());
  }

  /** The same without frames whose label {@code head} does not know. */
  HeldOutCheck knownTo(Head head) {
    List<String> ids = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    Set<String> known = Set.copyOf(head.labels());
    for (int i = 0; i < labels.size(); i++) {
      if (known.contains(labels.get(i))) {
        ids.add(frameIds.get(i));
        kept.add(labels.get(i));
      }
    }
    return new HeldOutCheck(ids, kept);
  }

  /** Of a model that has seen the pool. */
  HeldOutFigures of(LearnedModel model) {
    return HeldOutFigures.of(
        labels, frameIds.stream().map(model.table()::logits).toList(), model.head());
  }

  /** Of a model that has not: runs it. */
  HeldOutFigures of(LearnedModel model, PixelStore pixels, int batchFrames) {
    List<Logits> logits = new ArrayList<>(frameIds.size());
    for (int from = 0; from < frameIds.size(); from += batchFrames) {
      List<String> ids = frameIds.subList(from, Math.min(frameIds.size(), from + batchFrames));
      Activations batch = model.kernel().forward(ids.stream().map(pixels::get).toList());
      for (int i = 0; i < ids.size(); i++) {
        logits.add(Logits.of(batch.logits(), i * batch.classes(), batch.classes()));
      }
    }
    return HeldOutFigures.of(labels, logits, model.head());
  }
}
