package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.sisom.demo.BundledModel;
import io.sisom.demo.world.ObjectKind;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.setting.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's network, which knows nothing of the world's unknown kinds, is taught them. */
@Tag("numeric")
class LearningTest {
  private static final List<ObjectKind> KNOWN = ObjectKind.knownKinds();
  private static final ObjectKind NEW_KIND = ObjectKind.unknownKinds().get(0);

  @TempDir private Path folder;
  private ModelBundle bundle;
  private Head grown;
  private WorldLesson train;
  private WorldLesson testKnown;
  private WorldLesson testNew;

  @BeforeEach
  void openBundleAndDrawFrames() throws Exception {
    bundle = ModelBundle.open(BundledModel.unpack(folder.resolve("bundle")));
    Head initial;
    try (ScoringKernel kernel = ScoringKernel.open(bundle, Device.cpu())) {
      initial = kernel.head();
    }
    grown = GrownHead.of(initial, List.of(NEW_KIND.label()));
    train =
        WorldLesson.of(160, 1, KNOWN, grown.labels())
            .and(WorldLesson.of(30, 2, List.of(NEW_KIND), grown.labels()));
    testKnown = WorldLesson.of(160, 3, KNOWN, grown.labels());
    testNew = WorldLesson.of(60, 4, List.of(NEW_KIND), grown.labels());
  }

  @Test
  void aHeadLearnsANewKindOnFeaturesAloneAndForgetsNone() throws Exception {
    double before = accuracy(bundle, grown, testKnown);

    Head fitted =
        new HeadFitter(settings(Map.of()), Device.cpu())
            .fit(grown, 8, penultimate(train), train.labels(), LearningWatcher.UNWATCHED);

    assertThat(accuracy(bundle, fitted, testNew)).isGreaterThan(0.8);
    assertThat(accuracy(bundle, fitted, testKnown)).isGreaterThan(before - 0.02);
  }

  @Test
  void theSameLabelsGiveTheSameHead() throws Exception {
    HeadFitter fitter = new HeadFitter(settings(Map.of()), Device.cpu());

    Head one = fitter.fit(grown, 8, penultimate(train), train.labels(), LearningWatcher.UNWATCHED);
    Head other =
        fitter.fit(grown, 8, penultimate(train), train.labels(), LearningWatcher.UNWATCHED);

    assertThat(one.weight()).usingComparatorWithPrecision(1e-5f).containsExactly(other.weight());
  }

  @Test
  void aWholeNetworkLearnsANewKindAndForgetsNone() throws Exception {
    double before = accuracy(bundle, grown, testKnown);

    LearningOutcome.Learned learned = learn(bundle, grown, false, Map.of("learning.epochs", "6"));

    assertThat(accuracy(learned.bundle(), learned.head(), testNew)).isGreaterThan(0.7);
    assertThat(accuracy(learned.bundle(), learned.head(), testKnown)).isGreaterThan(before - 0.15);
    assertThat(learned.bundle().version()).isNotEqualTo(bundle.version());
  }

  /**
   * How far eight epochs get hangs on the seed and on how a processor adds: here from 0.48 to 0.72
   * (4 seeds, 3 instruction sets), where chance is 0.11. What is asked holds on any.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aWholeNetworkLearnsFromScratch(int seed) throws Exception {
    Map<String, String> settings =
        Map.of(
            "learning.epochs", "8",
            "learning.rate", "0.1",
            "learning.patience", "0",
            "learning.seed", Integer.toString(seed));

    LearningOutcome.Learned learned = learn(bundle, grown, true, settings);

    List<EpochFigures> epochs = learned.epochs();
    assertThat(epochs.get(0).accuracy()).as("the network as it came is forgotten").isLessThan(0.6);
    assertThat(epochs.get(epochs.size() - 1).loss()).isLessThan(0.6 * epochs.get(0).loss());
    assertThat(accuracy(learned.bundle(), learned.head(), testKnown)).isGreaterThan(0.3);
  }

  @Test
  void whatWasStoppedGoesOnAfterItsLastWholeEpoch() throws Exception {
    Stopper stopper = new Stopper(2);
    LearningOutcome stopped = start(stopper);
    assertThat(stopped).isEqualTo(new LearningOutcome.Stopped(2));

    Stopper again = new Stopper(Integer.MAX_VALUE);
    LearningOutcome.Learned learned = (LearningOutcome.Learned) start(again);

    assertThat(again.seen).first().isEqualTo(3);
    assertThat(learned.epochs()).extracting(EpochFigures::epoch).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aRateThatIsTooHighIsToldFromAStop() throws Exception {
    LearningOutcome outcome =
        start(
            LearningWatcher.UNWATCHED,
            Map.of(
                "learning.rate", "10",
                "learning.weight.decay", "1",
                "learning.epochs", "50",
                "learning.patience", "0"));

    assertThat(outcome).isInstanceOf(LearningOutcome.Diverged.class);
    assertThat(folder.resolve("checkpoint/state.json"))
        .as("the next learning begins anew")
        .doesNotExist();
  }

  private LearningOutcome start(LearningWatcher watcher) throws Exception {
    return start(watcher, Map.of("learning.epochs", "4", "learning.patience", "0"));
  }

  private LearningOutcome start(LearningWatcher watcher, Map<String, String> settings)
      throws Exception {
    return new FineTuner(settings(settings), Device.cpu(), folder.resolve("checkpoint"))
        .learn(bundle, grown, false, train, 64, testKnown, folder.resolve("out"), watcher);
  }

  private LearningOutcome.Learned learn(
      ModelBundle base, Head head, boolean scratch, Map<String, String> settings) throws Exception {
    return (LearningOutcome.Learned)
        new FineTuner(settings(settings), Device.cpu(), folder.resolve("checkpoint"))
            .learn(
                base,
                head,
                scratch,
                train,
                train.size(),
                testKnown.and(testNew),
                folder.resolve("out"),
                LearningWatcher.UNWATCHED);
  }

  private float[] penultimate(WorldLesson lesson) throws Exception {
    try (ScoringKernel kernel = ScoringKernel.openWithHead(bundle, Device.cpu(), grown)) {
      Activations batch = kernel.run(lesson.pixels(), Set.of());
      OptionalInt offset = PenultimateTap.offset(bundle.description().taps(), grown, batch);
      float[] features = new float[lesson.size() * grown.penultimate()];
      for (int i = 0; i < lesson.size(); i++) {
        System.arraycopy(
            batch.taps(),
            i * batch.width() + offset.getAsInt(),
            features,
            i * grown.penultimate(),
            grown.penultimate());
      }
      return features;
    }
  }

  private static double accuracy(ModelBundle bundle, Head head, WorldLesson lesson)
      throws Exception {
    try (ScoringKernel kernel = ScoringKernel.openWithHead(bundle, Device.cpu(), head)) {
      Activations batch = kernel.run(lesson.pixels(), Set.of());
      int right = 0;
      for (int i = 0; i < lesson.size(); i++) {
        int best = 0;
        for (int c = 1; c < head.classes(); c++) {
          best =
              batch.logits()[i * head.classes() + c] > batch.logits()[i * head.classes() + best]
                  ? c
                  : best;
        }
        right += best == lesson.label(i) ? 1 : 0;
      }
      return (double) right / lesson.size();
    }
  }

  private static LearningConfig settings(Map<String, String> settings) {
    Map<String, String> given = new HashMap<>(settings);
    given.putIfAbsent("learning.batch.frames", "32");
    return Settings.of(given).bind(LearningConfig.class);
  }

  /** Stops once so many epochs are over. */
  private static final class Stopper implements LearningWatcher {
    private final int epochs;
    private final java.util.ArrayList<Integer> seen = new java.util.ArrayList<>();

    Stopper(int epochs) {
      this.epochs = epochs;
    }

    @Override
    public void progress(long done, long total) {}

    @Override
    public void epoch(EpochFigures figures) {
      seen.add(figures.epoch());
    }

    @Override
    public boolean stopping() {
      return seen.size() >= epochs;
    }
  }
}
