package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.labeling.Captured;
import io.sisom.labeling.SettledLabels;
import io.sisom.wire.LabelKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What of a pool makes a version where memory holds only a part. */
class PoolBoundProperties {
  @Property(tries = 200)
  void noMoreFramesThanFitAndNoClassIsLeftOutForALargerOne(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int classes,
      @ForAll @IntRange(min = 9, max = 300) int frames) {
    SettledLabels pool = pool(new Random(seed), classes, 400);
    SettledLabels taken = new PoolBound(frames).of(pool);

    assertThat(taken.byFrame().size() + taken.none().size()).isLessThanOrEqualTo(frames);
    assertThat(pool.byFrame().entrySet()).containsAll(taken.byFrame().entrySet());
    assertThat(pool.none().entrySet()).containsAll(taken.none().entrySet());
    assertThat(taken.byFrame().keySet()).containsAll(taken.calibration());
    assertThat(taken.none().keySet()).containsAll(taken.muted());
    Set<String> answered = new HashSet<>(taken.byFrame().keySet());
    answered.addAll(taken.none().keySet());
    assertThat(taken.captured().keySet()).as("who saw them goes with them").isEqualTo(answered);
    Map<String, Integer> before = counts(pool);
    Map<String, Integer> after = counts(taken);
    int most = after.values().stream().mapToInt(n -> n).max().orElse(0);
    before.forEach(
        (group, n) ->
            assertThat(after.getOrDefault(group, 0)).as(group).isEqualTo(Math.min(n, most)));
  }

  @Property(tries = 100)
  void theNextVersionTakesTheSameFramesOfAClassAsLongAsItsShareStays(@ForAll long seed) {
    Map<String, String> older = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      older.put("frame-" + seed + "-" + i, i % 2 == 0 ? "cat" : "dog");
    }
    Map<String, String> newer = new HashMap<>(older);
    for (int i = 0; i < 50; i++) {
      newer.put("later-" + seed + "-" + i, "cat");
    }
    Set<String> before = dogs(new PoolBound(100).of(SettledLabels.of(older)));
    Set<String> after = dogs(new PoolBound(100).of(SettledLabels.of(newer)));
    assertThat(after).isEqualTo(before).hasSize(50);
  }

  @Example
  void aPoolThatFitsIsTakenAsItIs() {
    SettledLabels pool = pool(new Random(1), 3, 100);
    assertThat(new PoolBound(100).of(pool)).isSameAs(pool);
  }

  @Example
  void anyMemoryHoldsAFrame() {
    assertThat(PoolBound.of(1, 1000, 4096, true).frames()).isEqualTo(1);
    assertThat(PoolBound.of(Long.MAX_VALUE, 1, 1, false).frames()).isEqualTo(Integer.MAX_VALUE);
    assertThat(PoolBound.of(1L << 30, 10, 512, false).frames()).isBetween(100_000, 200_000);
  }

  private static Set<String> dogs(SettledLabels taken) {
    Set<String> dogs = new HashSet<>(taken.byFrame().keySet());
    dogs.removeIf(id -> !"dog".equals(taken.byFrame().get(id)));
    return dogs;
  }

  private static SettledLabels pool(Random random, int classes, int frames) {
    Map<String, String> labels = new HashMap<>();
    Map<String, LabelKind> none = new HashMap<>();
    Set<String> calibration = new HashSet<>();
    Set<String> muted = new HashSet<>();
    for (int i = 0; i < frames; i++) {
      String id = "frame-" + i;
      int drawn = random.nextInt(100);
      if (drawn < 10) {
        none.put(id, drawn < 4 ? LabelKind.FAULT : LabelKind.FOREIGN);
        if (drawn > 7) {
          muted.add(id);
        }
      } else {
        labels.put(id, "class " + (int) (classes * Math.pow(random.nextDouble(), 2)));
        if (drawn < 20) {
          calibration.add(id);
        }
      }
    }
    Map<String, Captured> captured = new HashMap<>();
    Stream.of(labels, none)
        .flatMap(it -> it.keySet().stream())
        .forEach(id -> captured.put(id, new Captured("camera", Instant.EPOCH)));
    return new SettledLabels(labels, calibration, 0, 0, none, muted).with(captured);
  }

  private static Map<String, Integer> counts(SettledLabels of) {
    Map<String, Integer> counts = new HashMap<>();
    of.byFrame().values().forEach(label -> counts.merge(label, 1, Integer::sum));
    of.none()
        .forEach(
            (id, kind) ->
                counts.merge(of.muted().contains(id) ? "*" : "*" + kind, 1, Integer::sum));
    return counts;
  }
}
