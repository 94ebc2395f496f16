package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.BundledModel;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.labeling.SettledLabels;
import io.sisom.method.FrameShape;
import io.sisom.method.TapLayout;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.MutedFrames;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.Thorough;
import io.sisom.trainer.TrainerConfig;
import io.sisom.wire.LabelKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What muting one unknown kind of the demo's world mutes: of its own later frames, of other unknown
 * kinds, of known ones. All frames are scenes of their own, as unlike as frames of a kind can be.
 */
class MutedKindsTest {
  private static final int KNOWN = 640;
  private static final int LATER = 200;

  private final TrainerConfig config = SisomConfig.of(Map.of()).forTrainer();
  private final FrameDecoder decoder = new FrameDecoder(config.frames());
  private final PoolFeatures table = new PoolFeatures();
  private final Map<String, String> labels = new HashMap<>();
  @TempDir private Path dir;
  private ScoringKernel kernel;

  @BeforeEach
  void open() throws Exception {
    kernel = ScoringKernel.open(ModelBundle.open(BundledModel.unpack(dir)), Device.cpu());
    see("known", 1, KNOWN, ObjectKind.knownKinds());
    for (int i = 0; i < KNOWN; i++) {
      labels.put("known-" + i, ObjectKind.knownKinds().get(i % 8).label());
    }
    see("later known", 2, LATER, ObjectKind.knownKinds());
    for (ObjectKind kind : ObjectKind.unknownKinds()) {
      see(kind.label(), 3, 60, List.of(kind));
      see("later " + kind.label(), 4, LATER, List.of(kind));
    }
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void mostOfTheMutedKindIsMutedLittleOfOthersAndNothingKnown() {
    for (int shown : new int[] {20, 60}) {
      for (ObjectKind muted : ObjectKind.unknownKinds()) {
        MuteLesson lesson = mute(muted, shown, Map.of());
        double own = later(lesson, muted.label());
        System.out.printf(
            "%d %ss muted: of the others' own %.2f, later ones %.3f",
            shown, muted.label(), lesson.share().orElseThrow(), own);
        assertThat(own).as(muted.label()).isGreaterThan(0.5);
        for (ObjectKind other : ObjectKind.unknownKinds()) {
          if (other != muted) {
            System.out.printf(", %s %.3f", other.label(), later(lesson, other.label()));
            assertThat(later(lesson, other.label())).isLessThan(Math.min(0.25, own / 2));
          }
        }
        System.out.printf(", known %.3f%n", later(lesson, "known"));
        assertThat(later(lesson, "known")).isLessThanOrEqualTo(0.01);
        assertThat(share(lesson, "known", KNOWN)).as("frames with a class").isZero();
      }
    }
  }

  @Thorough
  @Test
  void anotherKindThatPeopleCallForeignAndDoNotMuteIsNotMutedAtAll() {
    ObjectKind muted = ObjectKind.UMBRELLA;
    ObjectKind heard = ObjectKind.KITE;
    Map<String, LabelKind> none = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      none.put(heard.label() + "-" + i, LabelKind.FOREIGN);
    }
    MuteLesson without = mute(muted, 60, Map.of());
    MuteLesson with = mute(muted, 60, none);
    System.out.printf(
        "60 umbrellas muted: later kites %.3f, where 60 kites are foreign and not muted %.3f;"
            + " umbrellas %.3f and %.3f%n",
        later(without, "kite"),
        later(with, "kite"),
        later(without, "umbrella"),
        later(with, "umbrella"));
    assertThat(share(with, "kite", 60)).as("answered and heard").isZero();
    assertThat(later(with, "kite")).isLessThanOrEqualTo(later(without, "kite"));
  }

  @Thorough
  @Test
  void aFewMutedFramesMuteNothing() {
    assertThat(mute(ObjectKind.KITE, 9, Map.of())).isEqualTo(MuteLesson.NOTHING);
  }

  private MuteLesson mute(ObjectKind kind, int shown, Map<String, LabelKind> none) {
    Map<String, LabelKind> foreign = new HashMap<>(none);
    Map<String, LabelKind> own = new HashMap<>();
    for (int i = 0; i < shown; i++) {
      own.put(kind.label() + "-" + i, LabelKind.FOREIGN);
    }
    foreign.putAll(own);
    SettledLabels settled = new SettledLabels(labels, Set.of(), 0, 0, foreign, own.keySet());
    TapLayout layout = kernel.description().taps();
    return new MuteTeacher(config.trainer().none()).learn(table, settled, layout);
  }

  private double later(MuteLesson lesson, String kind) {
    return share(lesson, "later " + kind, LATER);
  }

  /** Of frames with these ids, the share that is muted. */
  private double share(MuteLesson lesson, String ids, int count) {
    MutedFrames frames = lesson.frames().orElseThrow();
    int muted = 0;
    for (int i = 0; i < count; i++) {
      Optional<String> by = frames.holding(table.taps(ids + "-" + i), 0);
      muted += by.isPresent() ? 1 : 0;
    }
    return muted / (double) count;
  }

  private void see(String name, long seed, int count, List<ObjectKind> kinds) {
    LabeledFrames world = new LabeledFrames(seed, "truth", Instant.EPOCH, kinds);
    FrameShape shape = kernel.description().input();
    for (int i = 0; i < count; i++) {
      SensorFrame frame = world.frame(i).getFrame();
      byte[] planar = ((DecodedFrame.Pixels) decoder.decode(frame, shape)).planar();
      table.put(name + "-" + i, kernel.run(List.of(planar), Set.of()), 0);
    }
  }
}
