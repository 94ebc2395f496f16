package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.demo.BundledModel;
import io.sisom.method.Activations;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.Enhancement;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.OuterReading;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import io.sisom.network.DistancePlace;
import io.sisom.network.LoadedVersion;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.CalibrationScores;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A version on one device and on several; CPUs here. */
@Tag("numeric")
class DeviceLoaderTest {
  private static final int KNOWN = 400;
  private static final int FRAMES = 21;
  private static final ScoreTimes TIMES =
      new ScoreTimes(
          new CaptureRule(new EventTime(Duration.ofMinutes(1)), Duration.ofMinutes(10)),
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @TempDir Path dir;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Random random = new Random(1);
  private ModelBundle bundle;

  @BeforeEach
  void unpack() throws Exception {
    bundle = ModelBundle.open(BundledModel.unpack(dir));
  }

  @ParameterizedTest
  @EnumSource(OuterReading.class)
  void everyDeviceAndEitherPlaceOfDistancesGivesTheSameScores(OuterReading outer) throws Exception {
    ReferenceSet set = reference(outer);
    List<ReadyFrame> frames = frames();
    List<FrameScore> java;
    try (LiveVersion live = live(set, DistancePlace.CPU, 1)) {
      java = scores(live.score(frames, metrics()));
    }
    assertThat(registry.counter("sisom.distance.searched.again").count()).isZero();
    try (LiveVersion live = live(set, DistancePlace.DEVICE, 3)) {
      List<StartedBatch> started = new ArrayList<>();
      for (int device = 0; device < 3; device++) {
        started.add(live.start(device, frames, metrics()));
      }
      for (StartedBatch batch : started) {
        assertThat(scores(batch.finish())).isEqualTo(java);
      }
    }
    assertThat(registry.counter("sisom.distance.searched.again").count())
        .as("frames that the device left open")
        .isLessThan(FRAMES);
  }

  @Test
  void slicesOfABatchGiveWhatTheWholeGives() throws Exception {
    ReferenceSet set = reference(OuterReading.QUERY);
    List<ReadyFrame> frames = frames();
    try (LiveVersion whole = live(set, DistancePlace.CPU, 1);
        LiveVersion sliced =
            new LiveVersion(
                new VersionName(1, bundle.version()),
                List.of(new ScoringDevice(kernel(set, DistancePlace.CPU), null, 3)),
                new FrameScorer(set),
                BatchPlan.OF_CPU,
                TIMES)) {
      assertThat(scores(sliced.score(frames, metrics())))
          .isEqualTo(scores(whole.score(frames, metrics())));
    }
  }

  @Test
  void autoTimesDistancesOncePerShape() throws Exception {
    ReferenceSet set = reference(OuterReading.QUERY);
    FrameScorer scorer = new FrameScorer(set);
    DistanceChoice choice = new DistanceChoice(any -> true);
    try (ScoringKernel kernel = kernel(set, DistancePlace.AUTO)) {
      var first = choice.settle(kernel, scorer);
      var second = choice.settle(kernel, scorer);
      assertThat(second == null).isEqualTo(first == null);
      if (first != null && second != null) {
        first.close();
        second.close();
      }
    }
  }

  @Test
  void onACpuAutoSearchesInJava() throws Exception {
    ReferenceSet set = reference(OuterReading.QUERY);
    try (ScoringKernel kernel = kernel(set, DistancePlace.AUTO)) {
      assertThat(new DistanceChoice().settle(kernel, new FrameScorer(set))).isNull();
    }
  }

  /** Compilers make what is run often faster: the first rounds say little. */
  @Test
  void timingGoesOnWhileRoundsGetFaster() {
    AtomicLong nanos = new AtomicLong();
    AtomicInteger rounds = new AtomicInteger();
    double best =
        DistanceChoice.best(
            () -> nanos.addAndGet(Math.max(100, 1_000 - 20L * rounds.incrementAndGet())),
            nanos::get);
    assertThat(best).isEqualTo(100);
    assertThat(rounds.get()).isGreaterThan(45);
  }

  @Test
  void timesBatchesOncePerNetworkAndWhatItReads() throws Exception {
    ReferenceSet set = reference(OuterReading.QUERY);
    PlanChoice choice = new PlanChoice(List.of(1, 4), List.of(1, 2));
    try (ScoringDevice device = ScoringDevice.of(kernel(set, DistancePlace.CPU))) {
      BatchPlan plan = choice.settle(device, new FrameScorer(set), "m");
      assertThat(plan.maxFrames()).isIn(1, 4);
      assertThat(plan.inFlight()).isIn(1, 2);
      assertThat(choice.settle(device, new FrameScorer(set), "m")).isSameAs(plan);
    }
  }

  /**
   * Where the second device cannot be opened nothing stays open: a network that is closed says so.
   */
  @Test
  void freesWhatItOpenedWhereADeviceCannotHaveIt() throws Exception {
    ReferenceSet set = reference(OuterReading.QUERY);
    ScoringKernel kernel = kernel(set, DistancePlace.CPU);
    LoadedVersion loaded = new LoadedVersion(bundle, kernel, set);
    Files.write(bundle.torchScript(), new byte[] {1, 2, 3});
    DeviceLoader loader = new DeviceLoader(placements(DistancePlace.CPU, 2), TIMES);
    assertThatThrownBy(() -> loader.live(loaded, 1)).hasMessageContaining("cannot run this bundle");
    assertThatThrownBy(() -> kernel.run(List.of(new byte[bundle.description().input().bytes()])))
        .isInstanceOf(IllegalStateException.class);
  }

  private LiveVersion live(ReferenceSet set, DistancePlace place, int devices) throws Exception {
    return new DeviceLoader(placements(place, devices), TIMES)
        .live(new LoadedVersion(bundle, kernel(set, place), set), 1);
  }

  private ScoringKernel kernel(ReferenceSet set, DistancePlace place) throws Exception {
    return ScoringKernel.openWithHead(bundle, placements(place, 1).get(0), set.head());
  }

  private static List<Placement> placements(DistancePlace place, int devices) {
    Placement cpu = Placement.on(Device.cpu()).withThreads(1).withDistances(place);
    return IntStream.range(0, devices).mapToObj(device -> cpu).toList();
  }

  private ScoringMetrics metrics() {
    return new ScoringMetrics(registry);
  }

  private static List<FrameScore> scores(List<FrameOutcome> outcomes) {
    return outcomes.stream().map(outcome -> ((ScoredFrame) outcome).score()).toList();
  }

  private List<ReadyFrame> frames() {
    return IntStream.range(0, FRAMES)
        .mapToObj(
            i ->
                new ReadyFrame(
                    new SensorFrame(
                        "f" + i,
                        "cam",
                        Instant.EPOCH,
                        "rgb8",
                        1,
                        1,
                        ByteBuffer.wrap(new byte[3]),
                        null,
                        null,
                        Map.of()),
                    new FramePlace(0, i, 0),
                    picture(),
                    bundle.description().input()))
        .toList();
  }

  private byte[] picture() {
    byte[] picture = new byte[bundle.description().input().bytes()];
    random.nextBytes(picture);
    return picture;
  }

  /** Known frames are pictures of noise, as are those that are scored. */
  private ReferenceSet reference(OuterReading outer) throws Exception {
    TapLayout layout = bundle.description().taps();
    Map<String, Double> alphas =
        layout.names().stream().collect(Collectors.toMap(n -> n, n -> 2.0));
    Enhancement map = new Enhancement(Steepness.absolute(layout, alphas));
    try (ScoringKernel kernel = ScoringKernel.open(bundle, Device.cpu())) {
      Head head = kernel.head();
      Activations said = kernel.run(IntStream.range(0, KNOWN).mapToObj(i -> picture()).toList());
      float[] features = new float[KNOWN * map.width()];
      for (int i = 0; i < KNOWN; i++) {
        map.enhance(
            said.taps(), said.tapGradients(), i * layout.width(), features, i * map.width());
      }
      Calibration scores = Calibration.of(-1, 0, 1);
      return new ReferenceSet(
          new DistanceRule(Profile.SISOME, map, Distance.RATIO, 1, outer),
          head,
          new KnownFrames(
              new FloatFeatures(features, KNOWN, map.width()),
              IntStream.range(0, KNOWN).map(i -> i % head.classes()).toArray(),
              IntStream.range(0, KNOWN).mapToObj(i -> "known-" + i).toList()),
          ScoreForm.ZSCORE,
          new Balance(0.5, 0, 1, 0, 1),
          0.5,
          new CalibrationScores(scores, scores, scores),
          "");
    }
  }
}
