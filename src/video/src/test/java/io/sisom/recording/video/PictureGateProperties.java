package io.sisom.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/**
 * Streams of key frames, pictures that build on one before them and pictures that build on two
 * around them, also across a key frame, with damage anywhere. What passes is compared with what the
 * pictures really build on.
 */
class PictureGateProperties {
  /** Packets that a decoder is ahead of the picture that comes out. */
  private static final int AHEAD = 20;

  /** A picture in the order of decoding; it is shown at a place and builds on others. */
  private record Coded(int packet, int shown, boolean key, List<Integer> on) {}

  @Property(tries = 2000)
  void nothingThatBuildsOnDamagePasses(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.3) double damage) {
    List<Coded> stream = stream(new Random(seed), 12);
    Set<Integer> damaged = damaged(new Random(seed + 1), stream, damage);
    Set<Integer> smeared = new HashSet<>(damaged);
    for (Coded it : stream) {
      if (it.on().stream().anyMatch(smeared::contains)) {
        smeared.add(it.packet());
      }
    }
    assertThat(passed(stream, damaged, 0)).noneMatch(smeared::contains);
  }

  @Property
  void everythingPassesOfAStreamWithoutDamage(@ForAll long seed) {
    List<Coded> stream = stream(new Random(seed), 12);
    assertThat(passed(stream, Set.of(), 0)).hasSameSizeAs(stream);
  }

  @Property
  void afterDamageAllPassesAgainFromTheNextKeyFrameOn(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 200) int at) {
    List<Coded> stream = stream(new Random(seed), 12);
    int packet = at % stream.size();
    Set<Integer> passed = passed(stream, Set.of(packet), 0);
    int shownAgain =
        stream.stream()
            .filter(it -> it.key() && it.packet() > packet)
            .mapToInt(Coded::shown)
            .min()
            .orElse(Integer.MAX_VALUE);
    for (Coded it : stream) {
      if (it.packet() < packet || it.shown() >= shownAgain) {
        assertThat(passed).contains(it.packet());
      }
    }
  }

  @Property
  void aStreamThatIsJoinedShowsNothingThatNeedsWhatWasBefore(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int at) {
    List<Coded> stream = stream(new Random(seed), 12);
    int joined = at % stream.size();
    Set<Integer> passed = passed(stream, Set.of(), joined);
    Set<Integer> lacking = new HashSet<>();
    for (Coded it : stream) {
      if (it.packet() < joined || it.on().stream().anyMatch(lacking::contains)) {
        lacking.add(it.packet());
      }
    }
    assertThat(passed).noneMatch(lacking::contains);
    int first =
        stream.stream()
            .filter(it -> it.key() && it.packet() >= joined)
            .mapToInt(Coded::shown)
            .min()
            .orElse(Integer.MAX_VALUE);
    assertThat(passed)
        .containsAll(stream.stream().filter(it -> it.shown() >= first).map(Coded::packet).toList());
  }

  /** Packets of the pictures that pass, of a decoder that works some packets ahead. */
  private static Set<Integer> passed(List<Coded> stream, Set<Integer> damaged, int joined) {
    PictureGate gate = new PictureGate();
    List<Coded> inTime = new ArrayList<>(stream.subList(joined, stream.size()));
    inTime.sort(Comparator.comparingInt(Coded::shown));
    Set<Integer> passed = new HashSet<>();
    int decoded = joined;
    for (Coded picture : inTime) {
      int until = Math.min(stream.size(), picture.packet() + AHEAD);
      for (; decoded < until; decoded++) {
        if (damaged.contains(decoded)) {
          gate.damage(decoded);
        }
      }
      if (gate.judge(picture.packet(), picture.key(), false).isEmpty()) {
        passed.add(picture.packet());
      }
    }
    return passed;
  }

  private static Set<Integer> damaged(Random random, List<Coded> stream, double share) {
    Set<Integer> damaged = new HashSet<>();
    stream.stream()
        .filter(it -> random.nextDouble() < share)
        .forEach(it -> damaged.add(it.packet()));
    return damaged;
  }

  /** Groups of pictures; those between two others follow the later one in the stream. */
  private static List<Coded> stream(Random random, int groups) {
    List<Coded> stream = new ArrayList<>();
    int last = -1; // packet of the picture that the next one builds on
    int shown = 0;
    for (int group = 0; group < groups; group++) {
      int pictures = 1 + random.nextInt(5);
      for (int i = 0; i < pictures; i++) {
        boolean key = i == 0;
        int between = last < 0 ? 0 : random.nextInt(4);
        int packet = stream.size();
        stream.add(new Coded(packet, shown + between, key, key ? List.of() : List.of(last)));
        for (int b = 0; b < between; b++) {
          stream.add(new Coded(stream.size(), shown + b, false, List.of(last, packet)));
        }
        shown += between + 1;
        last = packet;
      }
    }
    return stream;
  }
}
