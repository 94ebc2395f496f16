package io.sisom.feed.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.feed.Pace;
import io.sisom.feed.WrittenTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is chosen of a recording, how it is named, when it is due. */
class ChoosingTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void globsChooseTopicsWithOrWithoutTheirSlash() {
    TopicGlobs globs = new TopicGlobs(List.of("/camera/*", "depth?"));
    assertThat(globs.choose("/camera/front/image")).isTrue();
    assertThat(globs.choose("camera/front")).isTrue();
    assertThat(globs.choose("/depth1")).isTrue();
    assertThat(globs.choose("/depth")).isFalse();
    assertThat(globs.choose("/other/camera/front")).isFalse();
    assertThat(new TopicGlobs(List.of("*.image.*")).choose("/a.image.b")).isTrue();
    assertThat(new TopicGlobs(List.of()).choose("/whatever")).isTrue();
  }

  @Test
  void sensorsAreNamedAfterRobotAndTopic() {
    assertThat(SensorNames.plain("").of("/camera/image")).contains("camera/image");
    assertThat(SensorNames.plain("r1").of("//camera")).contains("r1/camera");
    assertThat(new SensorNames("{topic} of {robot}", "r1").of("/a")).contains("a of r1");
    assertThat(SensorNames.plain("").of("/")).isEmpty();
    assertThat(SensorNames.plain("").of("x".repeat(300))).isEmpty();
    assertThatThrownBy(() -> new SensorNames("{robot}", "")).hasMessageContaining("--robot");
    assertThatThrownBy(() -> new SensorNames("{topc}", "")).hasMessageContaining("{topic}");
  }

  @Test
  void boundsAreSecondsOrTimes() {
    assertThat(TimeBound.parse("1.5").nanos(10)).isEqualTo(1_500_000_010L);
    assertThat(TimeBound.parse("1970-01-01T01:00:02+01:00").nanos(7)).isEqualTo(2 * SECOND);
    for (String wrong : List.of("-1", "yesterday", "2020-01-01", "NaN", "")) {
      assertThatThrownBy(() -> TimeBound.parse(wrong)).hasMessageContaining("12.5");
    }
  }

  @Test
  void theSameChoiceHasTheSameKeyAndAnotherHasAnother() {
    assertThat(choice(0).key()).isEqualTo(choice(0).key()).isNotEqualTo(choice(1).key());
  }

  private static RecordingChoice choice(long every) {
    return new RecordingChoice(
        new TopicGlobs(List.of("/a")),
        SensorNames.plain(""),
        RecordingClock.HEADER,
        TimeBound.parse("1"),
        null,
        every,
        false,
        TimeMode.RECORDED,
        "pictures");
  }

  @Test
  void aRecordingPlaysAtItsSpeedAndBeginsAnewWhereItsClockIsSet() throws Exception {
    AtomicLong now = new AtomicLong(77);
    List<Duration> slept = new ArrayList<>();
    Pace.Sleeper sleeper =
        time -> {
          slept.add(time);
          now.addAndGet(time.toNanos());
        };
    RecordedPace pace = new RecordedPace(2, now::get, sleeper);
    pace.await(100 * SECOND);
    pace.await(101 * SECOND);
    pace.await(104 * SECOND);
    assertThat(slept).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1500));
    assertThat(pace.waitNanos(106 * SECOND)).isEqualTo(SECOND);
    pace.await(50 * SECOND);
    pace.await(100_000 * SECOND);
    assertThat(slept).hasSize(2);
    pace.await(100_001 * SECOND);
    assertThat(slept).last().isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void timesInNamesAreTheLongestNumberThatCanBeOne() {
    assertThat(WrittenTime.inName("n015-2018-07-24__CAM_FRONT__1532402927612460.jpg"))
        .hasValue(1_532_402_927_612_460_000L);
    assertThat(WrittenTime.inName("1305031102.175304.png")).hasValue(1_305_031_102_175_304_000L);
    assertThat(WrittenTime.inName("1403636579763555584.png")).hasValue(1_403_636_579_763_555_584L);
    assertThat(WrittenTime.inName("cam_1532402927612_1532402927.jpg"))
        .hasValue(1_532_402_927_612_000_000L);
    assertThat(WrittenTime.inName("0000000012.png")).isEmpty();
    assertThat(WrittenTime.inName("00001234567890123.png")).isEmpty();
  }

  @Test
  void timesInFilesAreDatesOrNumbers() {
    assertThat(WrittenTime.parse("2011-09-26 13:02:25.964389445"))
        .hasValue(1_317_042_145_964_389_445L);
    assertThat(WrittenTime.parse("1.317042145e+9")).isEmpty();
    assertThat(WrittenTime.parse("1317042145.964389445")).hasValue(1_317_042_145_964_389_445L);
    assertThat(WrittenTime.parse("99999999999999999999")).isEmpty();
    assertThat(WrittenTime.parse("12")).isEmpty();
  }
}
