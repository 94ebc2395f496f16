package io.sisom.feed.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes in whatever order. */
class LatestFramesProperties {
  private static final int MAX_BYTES = 20;

  @Property
  void everyMessageIsGivenOrDroppedOnceAndTheLatestOfEachSensorWins(
      @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> steps) throws Exception {
    List<LiveMessage> dropped = new ArrayList<>();
    LatestFrames frames = new LatestFrames(MAX_BYTES, dropped::add);
    List<LiveMessage> offered = new ArrayList<>();
    List<LiveMessage> given = new ArrayList<>();
    Map<String, Long> lastGiven = new HashMap<>();
    for (int step : steps) {
      if (step < 7) {
        LiveMessage next =
            LivePictures.stamped("sensor-" + step % 4, offered.size(), 0, new byte[1 + step]);
        offered.add(next);
        frames.offer(next);
        assertThat(frames.bytes()).isLessThanOrEqualTo(MAX_BYTES);
      } else if (frames.bytes() > 0) {
        LiveMessage next = frames.take().orElseThrow();
        frames.done(next.sensor());
        given.add(next);
        assertThat(next.clocks().header().getAsLong())
            .as("a sensor's order is kept")
            .isGreaterThan(lastGiven.getOrDefault(next.sensor(), -1L));
        lastGiven.put(next.sensor(), next.clocks().header().getAsLong());
      }
    }
    frames.close();
    for (Optional<LiveMessage> it = frames.take(); it.isPresent(); it = frames.take()) {
      frames.done(it.get().sensor());
      given.add(it.get());
    }
    List<LiveMessage> all = new ArrayList<>(given);
    all.addAll(dropped);
    assertThat(all).containsExactlyInAnyOrderElementsOf(offered);
    if (!offered.isEmpty()) {
      assertThat(given).contains(offered.get(offered.size() - 1));
    }
  }
}
