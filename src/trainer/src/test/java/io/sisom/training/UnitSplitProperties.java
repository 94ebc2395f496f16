package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.labeling.Captured;
import io.sisom.labeling.SettledLabels;
import io.sisom.method.Head;
import io.sisom.wire.LabelKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whole units are held out: what a camera saw within moments, or whole cameras. */
class UnitSplitProperties {
  private static final Duration BLOCK = Duration.ofSeconds(1);

  /** A pool in which frames of a sensor come in bursts of half a second, of one label mostly. */
  private record Drawn(
      List<String> ids, int[] labels, int classes, Map<String, Captured> captured) {
    static Drawn of(long seed, int frames, int classes, int sensors) {
      Random random = new Random(seed);
      int[] labels = new int[frames];
      Map<String, Captured> captured = new HashMap<>();
      List<String> ids = IntStream.range(0, frames).mapToObj(i -> "f-" + i).toList();
      for (int i = 0; i < frames; i++) {
        int burst = i / 6;
        Random ofBurst = new Random(seed + 31L * burst);
        int label = ofBurst.nextInt(classes);
        labels[i] = random.nextInt(10) == 0 ? random.nextInt(classes) : label;
        long at = 60_000L * burst + 100L * (i % 6);
        captured.put(
            ids.get(i), new Captured("cam-" + ofBurst.nextInt(sensors), Instant.ofEpochMilli(at)));
      }
      return new Drawn(ids, labels, classes, captured);
    }

    CalibrationSplit split(CalibrationUnit unit, int[] rows, Set<String> always) {
      SplitRule rule = new SplitRule(0.2, unit, BLOCK);
      return CalibrationSplit.of(rows, labels, classes, ids, rule, captured, always);
    }

    int[] rows() {
      return IntStream.range(0, labels.length).toArray();
    }

    Set<String> units(CalibrationUnit unit, int[] rows) {
      SplitRule rule = new SplitRule(0.2, unit, BLOCK);
      Set<String> units = new HashSet<>();
      for (int row : rows) {
        units.add(rule.unitOf(ids.get(row), captured));
      }
      return units;
    }
  }

  @Property(tries = 100)
  void noUnitStandsOnBothSidesAndEveryFrameOnOne(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 400) int frames,
      @ForAll @IntRange(min = 1, max = 5) int classes,
      @ForAll @IntRange(min = 1, max = 20) int sensors,
      @ForAll CalibrationUnit unit) {
    Drawn drawn = Drawn.of(seed, frames, classes, sensors);
    CalibrationSplit split = drawn.split(unit, drawn.rows(), Set.of());
    assertThat(drawn.units(unit, split.pool()))
        .noneMatch(drawn.units(unit, split.calibration())::contains);
    assertThat(IntStream.concat(Arrays.stream(split.pool()), Arrays.stream(split.calibration())))
        .containsExactlyInAnyOrder(Arrays.stream(drawn.rows()).boxed().toArray(Integer[]::new));
    for (int c = 0; c < classes; c++) {
      int label = c;
      long all = IntStream.of(drawn.labels()).filter(it -> it == label).count();
      long known = IntStream.of(split.pool()).filter(row -> drawn.labels()[row] == label).count();
      assertThat(known)
          .as("class %d of %d frames keeps some", c, all)
          .isGreaterThanOrEqualTo(all == 0 ? 0 : 1);
    }
  }

  @Property(tries = 50)
  void blocksComeNearTheShareAskedForAndNotInTheOrderOfArrival(@ForAll long seed) {
    Drawn drawn = Drawn.of(seed, 600, 3, 5);
    CalibrationSplit split = drawn.split(CalibrationUnit.BLOCK, drawn.rows(), Set.of());
    assertThat(split.calibration().length).isBetween(80, 150);
    int[] backwards = IntStream.iterate(599, row -> row - 1).limit(600).toArray();
    CalibrationSplit other = drawn.split(CalibrationUnit.BLOCK, backwards, Set.of());
    assertThat(Arrays.stream(other.calibration()).sorted().toArray())
        .isEqualTo(split.calibration());
  }

  @Property(tries = 50)
  void framesOfFalseAlarmsAreHeldOutWithTheirUnits(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 599) int marked) {
    Drawn drawn = Drawn.of(seed, 600, 3, 5);
    Set<String> always = Set.of(drawn.ids().get(marked));
    CalibrationSplit split = drawn.split(CalibrationUnit.BLOCK, drawn.rows(), always);
    assertThat(drawn.units(CalibrationUnit.BLOCK, split.calibration()))
        .containsAll(drawn.units(CalibrationUnit.BLOCK, new int[] {marked}));
  }

  @Property(tries = 50)
  void singleFramesAreSplitAsEver(@ForAll long seed) {
    Drawn drawn = Drawn.of(seed, 300, 4, 3);
    CalibrationSplit split = drawn.split(CalibrationUnit.FRAME, drawn.rows(), Set.of());
    CalibrationSplit ever =
        CalibrationSplit.of(drawn.rows(), drawn.labels(), drawn.classes(), drawn.ids(), 0.2);
    assertThat(split.pool()).isEqualTo(ever.pool());
    assertThat(split.calibration()).isEqualTo(ever.calibration());
  }

  @Property(tries = 50)
  void withKindsThatAreNoClassEveryFrameOfAClassStaysOnItsSide(
      @ForAll long seed, @ForAll CalibrationUnit unit) {
    Drawn drawn = Drawn.of(seed, 400, 3, 9);
    Map<String, String> labels = new HashMap<>();
    Map<String, LabelKind> none = new HashMap<>();
    for (int row : drawn.rows()) {
      if (drawn.labels()[row] == 2) {
        none.put(drawn.ids().get(row), LabelKind.FOREIGN);
      } else {
        labels.put(drawn.ids().get(row), drawn.labels()[row] == 0 ? "bird" : "cat");
      }
    }
    SettledLabels settled = new SettledLabels(labels, Set.of(), 0, 0, none).with(drawn.captured());
    Head known = new Head(List.of("bird", "cat"), 1, new float[2], new float[2]);
    NoneKinds kinds = NoneKinds.of(settled, known, 5);
    SplitRule rule = new SplitRule(0.2, unit, BLOCK);
    PoolSplit plain = PoolSplit.of(settled, known, rule);
    PoolSplit joined = PoolSplit.of(kinds.join(settled), kinds.extend(known), rule, plain);

    assertThat(ids(joined, joined.heldOut()))
        .containsAll(ids(plain, plain.heldOut()))
        .noneMatch(ids(plain, plain.learning())::contains);
    assertThat(joined.heldOut().length + joined.learning().length).isEqualTo(400);
    Set<String> heldOut = new HashSet<>();
    ids(joined, joined.heldOut()).forEach(id -> heldOut.add(rule.unitOf(id, drawn.captured())));
    assertThat(ids(joined, joined.learning()))
        .noneMatch(id -> heldOut.contains(rule.unitOf(id, drawn.captured())));
  }

  @Example
  void aFrameThatNobodyKnowsTheSensorOfIsAUnitOfItsOwn() {
    SplitRule rule = new SplitRule(0.2, CalibrationUnit.SENSOR, BLOCK);
    assertThat(rule.unitOf("f", Map.of())).isEqualTo("f");
    Map<String, Captured> seen = Map.of("f", new Captured("cam", Instant.ofEpochMilli(1_999)));
    assertThat(rule.unitOf("f", seen)).isEqualTo("cam");
    assertThat(new SplitRule(0.2, CalibrationUnit.BLOCK, BLOCK).unitOf("f", seen))
        .isEqualTo("cam|1");
  }

  private static List<String> ids(PoolSplit split, int[] rows) {
    return Arrays.stream(rows).mapToObj(split.frameIds()::get).toList();
  }
}
