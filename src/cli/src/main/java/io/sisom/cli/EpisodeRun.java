package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.evaluation.EpisodeLineup;
import io.sisom.evaluation.EvaluationListener;
import io.sisom.evaluation.FeatureCache;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.PixelSet;
import io.sisom.evaluation.SetFeatures;
import io.sisom.evaluation.SetFit;
import io.sisom.evaluation.SetReader;
import io.sisom.evaluation.SetSummary;
import io.sisom.evaluation.TimedSet;
import io.sisom.evaluation.episode.EpisodeEvaluation;
import io.sisom.evaluation.episode.EpisodeInput;
import io.sisom.evaluation.episode.EpisodeResult;
import io.sisom.evaluation.episode.EpisodeSettings;
import io.sisom.evaluation.episode.FrameFeatures;
import io.sisom.evaluation.episode.Round;
import io.sisom.evaluation.episode.Splice;
import io.sisom.evaluation.episode.SplicePlan;
import io.sisom.evaluation.episode.Splicer;
import io.sisom.fitting.ProfileChoice;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.FrameShape;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what an evaluation by episodes needs, and runs it. */
final class EpisodeRun {
  private final SisomConfig config;
  private final ModelBundle bundle;
  private final ScoringKernel kernel;
  private final SetReader reader;
  private final FrameDecoder decoder;
  private final FeatureCache cache;
  private final EvaluationListener listener;

  EpisodeRun(
      SisomConfig config,
      ModelBundle bundle,
      ScoringKernel kernel,
      SetReader reader,
      FrameDecoder decoder,
      FeatureCache cache,
      EvaluationListener listener) {
    this.config = config;
    this.bundle = bundle;
    this.kernel = kernel;
    this.reader = reader;
    this.decoder = decoder;
    this.cache = cache;
    this.listener = listener;
  }

  EpisodeResult run(
      EpisodeFrameOptions.Sets sets,
      EpisodeSettings divided,
      EpisodePlanOptions planned,
      boolean every,
      Map<String, String> record)
      throws IOException {
    FrameShape shape = bundle.description().input();
    TimedSet stream = TimedSet.read(reader, sets.stream(), sets.stamps(), decoder, shape);
    List<byte[]> objects = pictures(sets.objects());
    List<byte[]> places = pictures(sets.places());
    SplicePlan plan =
        planned
            .given()
            .orElseGet(
                () ->
                    planned
                        .draw(config.alerts(), objects.size(), places.size())
                        .draw(
                            planned.seed(),
                            stream.millis(),
                            shape,
                            divided.rounds(stream.millis()).stream().map(Round::judged).toList()));
    plan.requireFits(stream.size(), shape, objects.size(), places.size());
    if (planned.written().isPresent()) {
      plan.write(planned.written().get());
    }
    FrameFeatures features = new FrameFeatures(kernel, listener);
    SetFeatures cached = new SetFeatures(kernel, reader, decoder, cache);
    EpisodeInput input =
        new EpisodeInput(
            bundle.version(),
            bundle.description().taps(),
            kernel.head(),
            stream,
            features.of("the stream", stream.planes()),
            features.of(
                "spliced frames", spliced(plan, stream, new Splicer(shape, objects, places))),
            sets.known().map(set -> SetSummary.of(set, cached, listener)),
            sets.fleet().map(set -> SetSummary.of(set, cached, listener).table().features()));
    return new EpisodeEvaluation(divided, config.alerts(), lineup(every), listener)
        .run(input, plan, Clock.systemUTC().instant(), record);
  }

  private List<byte[]> pictures(Optional<FrameSet> set) {
    return set.map(
            it ->
                PixelSet.read(
                        reader, it, decoder, bundle.description().input(), kernel.head().labels())
                    .planes())
        .orElse(List.of());
  }

  private static List<byte[]> spliced(SplicePlan plan, TimedSet stream, Splicer splicer) {
    List<byte[]> changed = new ArrayList<>();
    for (Splice splice : plan.splices()) {
      for (int i = 0; i < splice.frames(); i++) {
        changed.add(splicer.apply(splice, i, stream.planes().get(splice.start() + i)));
      }
    }
    return changed;
  }

  private EpisodeLineup lineup(boolean every) {
    return new EpisodeLineup(
        config.score(),
        config.fitting(),
        config.reference(),
        new SetFit(
            config.fitting(),
            config.score().with(ProfileChoice.AUTO),
            reader,
            decoder,
            kernel,
            cache),
        every);
  }
}
