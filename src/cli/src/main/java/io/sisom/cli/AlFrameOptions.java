package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.PixelSet;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetArguments;
import io.sisom.evaluation.SetReader;
import io.sisom.evaluation.TopicFrames;
import io.sisom.evaluation.al.Contamination;
import io.sisom.evaluation.al.ExperimentInput;
import io.sisom.evaluation.al.FramePool;
import io.sisom.evaluation.al.WantedKinds;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.wire.WholeTopic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an active-learning experiment works with. */
final class AlFrameOptions {
  /** Who may answer. */
  private enum Oracle {
    LABELS
  }

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description =
          "Model bundle with train_forward, as the exporter makes it, from a source you trust.")
  private Path model = Path.of("");

  @Option(
      names = "--pool",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "Labeled frames that labels can be asked for.")
  private List<String> pool = List.of();

  @Option(
      names = "--test",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "Labeled frames that accuracy is measured on.")
  private List<String> test = List.of();

  @Option(
      names = "--contaminate",
      paramLabel = "NAME=FILE@30%",
      arity = "1..*",
      description =
          "Frames of no class in the pool, so many that they make up that share of it; a label asked"
              + " for one is spent.")
  private List<String> contaminate = List.of();

  @Option(
      names = "--foreign-kinds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Kinds in each of these sets, which lie one after the other in equal parts (default:"
              + " ${DEFAULT-VALUE}).")
  private int foreignKinds;

  @Option(
      names = "--wanted",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of the foreign kinds that are wanted as classes, 0 to 1: they become it with "
              + "5 labels. Every fifth of their frames is tested with (default: ${DEFAULT-VALUE}).")
  private double wanted;

  @Option(
      names = "--oracle",
      paramLabel = "labels",
      defaultValue = "labels",
      description = "Who answers: labels, those of the pool (default: ${DEFAULT-VALUE}).")
  private Oracle oracle = Oracle.LABELS;

  @Option(
      names = "--pool-limit",
      paramLabel = "N",
      description = "At most so many labeled frames in the pool, evenly spread.")
  private @Nullable Long poolLimit;

  @Option(
      names = "--test-limit",
      paramLabel = "N",
      description = "At most so many test frames, evenly spread.")
  private @Nullable Long testLimit;

  /** Sets as they were asked for, none read yet. */
  record Sets(FrameSet pool, FrameSet test, List<Contamination> foreign) {}

  /**
   * The sets.
   *
   * @throws EvaluationException where an option names none
   */
  Sets sets() {
    if (foreignKinds < 1 || !(wanted >= 0 && wanted <= 1)) {
      throw new EvaluationException("--foreign-kinds is 1 or more, --wanted 0 to 1");
    }
    if (wanted > 0 && contaminate.isEmpty()) {
      throw new EvaluationException("--wanted takes kinds of the frames of --contaminate");
    }
    List<Contamination> foreign = contaminate.stream().map(Contamination::parse).toList();
    Contamination.sets(foreign, 1); // what is no set is told before anything is read
    return new Sets(
        SetArguments.single("pool", Role.KNOWN, pool, limit("--pool-limit", poolLimit)),
        SetArguments.single("test", Role.ID, test, limit("--test-limit", testLimit)),
        foreign);
  }

  private static long limit(String option, @Nullable Long given) {
    if (given != null && given < 1) {
      throw new EvaluationException(option + " is 1 or more");
    }
    return given == null ? FrameSet.WHOLE : given;
  }

  /** Opens the model and reads the sets into memory. */
  ExperimentInput read(Sets sets, SisomConfig config) throws BundleException {
    ModelBundle bundle = ModelBundle.open(model);
    Placement placement = config.device().placement();
    Head head;
    try (ScoringKernel kernel = ScoringKernel.open(bundle, placement)) {
      head = kernel.head();
    }
    Reading reading = new Reading(config, bundle, head);
    PixelSet own = reading.of(sets.pool());
    List<PixelSet> foreign = new ArrayList<>();
    for (FrameSet set : Contamination.sets(sets.foreign(), own.size())) {
      PixelSet read = reading.of(set);
      Contamination.requireEnough(set.name(), set.limit(), read.size(), own.size());
      foreign.add(read);
    }
    WantedKinds kinds = WantedKinds.of(foreign, foreignKinds, wanted, config.learning().seed());
    return new ExperimentInput(
        bundle,
        head,
        placement,
        FramePool.of(own, kinds),
        kinds.tested(reading.of(sets.test()), head.classes()));
  }

  /** Reads sets for one model. */
  private static final class Reading {
    private final SetReader reader;
    private final FrameDecoder decoder;
    private final ModelBundle bundle;
    private final Head head;

    Reading(SisomConfig config, ModelBundle bundle, Head head) {
      this.reader =
          new SetReader(
              head.labels(),
              config.frames().maxBytes(),
              new TopicFrames(
                  topic -> WholeTopic.open(config.kafka().consumerProperties(), topic),
                  config::schemas));
      this.decoder = new FrameDecoder(config.frames());
      this.bundle = bundle;
      this.head = head;
    }

    PixelSet of(FrameSet set) {
      return PixelSet.read(reader, set, decoder, bundle.description().input(), head.labels());
    }
  }
}
