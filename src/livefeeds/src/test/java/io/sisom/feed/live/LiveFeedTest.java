package io.sisom.feed.live;

import static io.sisom.feed.live.LivePictures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.schema.SensorFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes in is fed: of each sensor the latest. */
class LiveFeedTest {
  private static final int MAX_BYTES = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LiveTally tally = new LiveTally(registry);
  private final LivePictures.Kept sink = new LivePictures.Kept(0);
  private Optional<LiveFeed> open = Optional.empty();

  @AfterEach
  void close() {
    sink.pass(1_000_000);
    open.ifPresent(LiveFeed::close);
  }

  private LiveFeed feed(long everyMillis) {
    LiveFeed feed =
        new LiveFeed(
            new LiveChoice("r1", RecordingClock.HEADER, everyMillis * 1_000_000, false, MAX_BYTES),
            sink,
            tally);
    open = Optional.of(feed);
    return feed;
  }

  private SensorCounts ended(String sensor) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              SensorCounts it = tally.sensors().getOrDefault(sensor, SensorCounts.NONE);
              return it.received() > 0
                  && it.fed() + it.sampledAway() + it.dropped() + it.repeated() + it.refused()
                      == it.received();
            });
    return tally.sensors().getOrDefault(sensor, SensorCounts.NONE);
  }

  @Test
  void aFrameIsNamedAndTimedByItsStamp() {
    sink.pass(1);
    feed(0).offer(LivePictures.stamped("camera", NOON + 7, 1, (byte) 1));
    assertThat(ended("camera").fed()).isEqualTo(1);
    SensorFrame frame = sink.frames().get(0);
    assertThat(frame.getFrameId()).isEqualTo("camera-" + (NOON + 7));
    assertThat(frame.getCapturedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(frame.getSource().getRobot()).isEqualTo("r1");
    assertThat(frame.getSource().getTopic()).isEqualTo("/camera");
    assertThat(frame.getAttributes()).containsEntry("captureClock", "header");
  }

  @Test
  void whereTheBrokerIsAwayMemoryStaysFlatAndTheLatestOfEachSensorIsFedWhenItIsBack() {
    LiveFeed feed = feed(0);
    byte[] big = new byte[100_000];
    for (int i = 0; i < 5_000; i++) { // half a gigabyte
      big[0] = (byte) i;
      feed.offer(LivePictures.stamped("left", NOON + i * 1_000L, 1, big.clone()));
      feed.offer(LivePictures.stamped("right", NOON + i * 1_000L, 1, big.clone()));
    }
    sink.pass(100);
    SensorCounts left = ended("left");
    SensorCounts right = ended("right");
    assertThat(left.dropped()).isGreaterThan(4_900);
    assertThat(left.received()).isEqualTo(5_000);
    assertThat(right.dropped() + right.fed()).isEqualTo(5_000);
    assertThat(sink.frames())
        .extracting(SensorFrame::getFrameId)
        .contains("left-" + (NOON + 4_999_000), "right-" + (NOON + 4_999_000));
  }

  @Test
  void framesTooSoonAfterTheLastAreSampledAwayUntilTheClockIsSetBack() {
    sink.pass(100);
    LiveFeed feed = feed(100);
    for (long at : new long[] {0, 50, 99, 100, 150, 200, -10_000, -9_990}) {
      feed.offer(LivePictures.stamped("camera", NOON + at * 1_000_000, 1, (byte) at));
      ended("camera");
    }
    assertThat(tally.all().fed()).isEqualTo(4);
    assertThat(tally.all().sampledAway()).isEqualTo(4);
  }

  @Test
  void whatARobotSendsAgainWhenItIsBackIsNotFedTwice() throws Exception {
    sink.pass(100);
    LiveFeed feed = feed(0);
    feed.feedNow(LivePictures.stamped("stamped", NOON, 1, (byte) 1));
    feed.feedNow(LivePictures.stamped("stamped", NOON, 2, (byte) 1));
    feed.feedNow(LivePictures.bare("bare", NOON, 1, (byte) 1));
    feed.feedNow(LivePictures.bare("bare", NOON + 1, 2, (byte) 1));
    assertThat(tally.all().repeated()).isEqualTo(2);
    feed.feedNow(LivePictures.stamped("stamped", NOON + 1, 2, (byte) 1)); // a camera that is stuck
    feed.feedNow(LivePictures.stamped("stamped", NOON, 2, (byte) 2)); // a stamp that is
    feed.feedNow(LivePictures.bare("bare", NOON + 2, 2, (byte) 3));
    feed.feedNow(LivePictures.bare("bare", NOON + 3, 2, (byte) 3)); // still, without a stamp
    assertThat(tally.all().repeated()).isEqualTo(2);
    assertThat(sink.frames())
        .extracting(SensorFrame::getFrameId)
        .doesNotHaveDuplicates()
        .hasSize(6)
        .contains("stamped-" + NOON + ".1");
  }

  @Test
  void whatCannotBeFedIsRefusedWithItsReasonAndTheNextIsFed() throws Exception {
    sink.pass(10);
    LiveFeed feed = feed(0);
    feed.feedNow(LivePictures.stamped("camera", NOON, 1, new byte[MAX_BYTES + 1]));
    feed.refuse("camera", "message of 7 bytes is none");
    LiveMessage fine = LivePictures.stamped("camera", NOON + 1, 1, (byte) 1);
    feed.feedNow(
        new LiveMessage(
            fine.sensor(),
            fine.topic(),
            fine.stream(),
            1,
            fine.clocks(),
            1,
            Optional.empty(),
            () -> {
              throw new IllegalStateException("a bug");
            },
            LiveMessage.UNHEARD));
    feed.feedNow(
        new LiveMessage(
            fine.sensor(),
            fine.topic(),
            fine.stream(),
            1,
            fine.clocks(),
            1,
            Optional.empty(),
            () -> new Content.Refused("16 bytes are no jpeg", false),
            LiveMessage.UNHEARD));
    feed.feedNow(fine);
    assertThat(tally.all())
        .extracting(SensorCounts::refused, SensorCounts::fed)
        .containsExactly(4L, 1L);
    assertThat(tally.refused().groups().keySet())
        .containsExactly(
            "larger than frame.max.bytes = " + MAX_BYTES,
            "message of 7 bytes is none",
            "the program failed; its log says why",
            "picture: 16 bytes are no jpeg");
    assertThat(
            registry
                .get("sisom.feed.refused")
                .tag("reason", "message of # bytes is none")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void theClockOffsetIsTheLeastOfTheLastFrames() throws Exception {
    sink.pass(10);
    LiveFeed feed = feed(0);
    feed.feedNow(LivePictures.stamped("camera", NOON, 1, (byte) 1));
    assertThat(ended("camera").offsetNanos()).hasValue(5_000_000);
    assertThat(registry.get("sisom.feed.clock.offset").tag("sensor", "camera").gauge().value())
        .isEqualTo(0.005);
    feed.feedNow(LivePictures.bare("other", NOON, 1, (byte) 1));
    assertThat(ended("other").offsetNanos()).isEmpty();
  }

  @Test
  void metersAndSensorsAreBoundedWhateverComes() {
    LiveFeed feed = feed(0);
    for (int i = 0; i < 3_000; i++) {
      feed.refuse("sensor-" + i, "reason " + "x".repeat(i % 400));
    }
    assertThat(tally.sensors()).hasSize(LiveTally.MAX_SENSORS);
    assertThat(registry.getMeters()).hasSizeLessThan(4 * LiveMeters.MAX_SENSORS);
    assertThat(registry.find("sisom.feed.refused").counters().size())
        .isEqualTo(LiveMeters.MAX_REASONS + 1);
  }
}
