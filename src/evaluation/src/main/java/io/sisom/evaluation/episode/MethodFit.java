package io.sisom.evaluation.episode;

import io.sisom.evaluation.Contender;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.EvaluationListener;
import io.sisom.evaluation.FeatureTable;
import io.sisom.evaluation.FittedMethod;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.Lineup;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetSummary;
import io.sisom.method.Activations;
import io.sisom.method.Logits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fits every method of a lineup, on labeled frames or on frames of the stream itself. */
final class MethodFit {
  private final EpisodeInput input;
  private final Lineup lineup;
  private final EvaluationListener listener;

  MethodFit(EpisodeInput input, Lineup lineup, EvaluationListener listener) {
    this.input = input;
    this.lineup = lineup;
    this.listener = listener;
  }

  /** On labeled frames. */
  List<FittedMethod> on(SetSummary known) {
    int[] rows =
        IntStream.range(0, known.table().size())
            .filter(row -> known.table().labels()[row] >= 0)
            .toArray();
    if (rows.length == 0) {
      throw new EvaluationException(
          "no known frame has a label of the model; it knows " + input.head().labels());
    }
    KnownTable table =
        new KnownTable(
            known.table().features().select(rows),
            IntStream.of(rows).map(row -> known.table().labels()[row]).toArray(),
            input.layout(),
            input.head());
    Lineup.Lines lines = lineup.of(table, known, Optional.empty(), listener);
    List<Contender> contenders = new ArrayList<>(List.of(lines.stream()));
    contenders.addAll(lines.others());
    List<FittedMethod> fitted = new ArrayList<>();
    for (Contender contender : contenders) {
      fitted.addAll(
          contender.fit(
              table,
              Optional.empty(),
              (done, total) -> listener.progress("fitting " + contender.name(), done, total)));
    }
    return fitted;
  }

  /** On frames of the stream, under what the network takes them for. */
  List<FittedMethod> on(int[] frames) {
    Activations features = input.features().select(frames);
    int classes = features.classes();
    int[] predicted =
        IntStream.range(0, frames.length)
            .map(row -> Logits.of(features.logits(), row * classes, classes).pseudoClass())
            .toArray();
    FeatureTable table =
        new FeatureTable(
            features,
            predicted,
            Arrays.stream(frames).map(frame -> input.stream().ordinals()[frame]).toArray(),
            Arrays.stream(frames).mapToObj(frame -> input.stream().frameIds().get(frame)).toList(),
            new long[frames.length],
            0,
            0);
    FrameSet set =
        new FrameSet(
            "the stream's normal",
            Role.KNOWN,
            input.stream().set().locations(),
            input.stream().set().limit());
    return on(new SetSummary(set, table, false));
  }
}
