package io.sisom.live;

import static io.sisom.live.Frames.NOON;
import static io.sisom.live.Frames.alert;
import static io.sisom.live.Frames.frame;
import static io.sisom.live.Frames.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import io.sisom.setting.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final double ALPHA = 0.01;

  @Test
  void countsFramesAndNovelOnesInStretchesWithoutAGap() {
    Fleet fleet = fleet(Map.of("live.bucket.ms", "1000"));
    fleet.seen(frame("a", "1", 100, 0.5), NOON.plusMillis(150));
    fleet.seen(frame("a", "2", 200, 0.001), NOON.plusMillis(250));
    fleet.seen(frame("b", "3", 3_100, 0.5), NOON.plusMillis(3_200));

    assertThat(fleet.view(NOON.plusMillis(4_000)).points())
        .extracting(Point::frames, Point::novel)
        .containsExactly(tuple(2, 1), tuple(0, 0), tuple(0, 0), tuple(1, 0));
    Point first = fleet.view(NOON.plusMillis(4_000)).points().get(0);
    assertThat(first.novelty()).isEqualTo(0.5);
    assertThat(first.delayMedian()).isCloseTo(40, within(0.1 * 40));
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  @Test
  void aScoreFromTheFutureCountsAsOfNow() {
    Fleet fleet = fleet(Map.of("live.bucket.ms", "1000"));
    fleet.seen(frame("a", "1", 86_400_000, 0.5), NOON.plusMillis(100));
    fleet.seen(frame("a", "2", 200, 0.5), NOON.plusMillis(300));
    assertThat(fleet.view(NOON.plusMillis(1_000)).points())
        .extracting(Point::frames)
        .containsExactly(2);
  }

  @Test
  void theStripShowsTheMostNovelFrameOfEachWhileOnceItIsOver() {
    Fleet fleet = fleet(Map.of("live.strip.ms", "1000", "live.strip", "2"));
    fleet.seen(frame("a", "1", 100, 0.5), NOON);
    fleet.seen(frame("a", "2", 300, 0.01), NOON);
    fleet.seen(frame("a", "3", 900, 0.2), NOON);
    fleet.seen(frame("a", "4", 1_100, 0.4), NOON);
    assertThat(strip(fleet, 1_200)).containsExactly("2");
    assertThat(strip(fleet, 2_200)).containsExactly("2", "4");
    fleet.seen(frame("a", "5", 5_000, 0.4), NOON);
    assertThat(strip(fleet, 5_100)).containsExactly("2", "4");
    fleet.seen(frame("a", "6", 6_000, 0.4), NOON);
    assertThat(strip(fleet, 7_000)).containsExactly("5", "6");
  }

  @Test
  void aSensorSaysWhatItsLatestFrameSaysAndKeepsNothingOfTheOthers() {
    Fleet fleet = fleet(Map.of());
    SeenOrigin first = said("1:0");
    SeenOrigin second = said("2:0");
    fleet.seen(saying(first, "1", 100), NOON);
    fleet.seen(saying(second, "2", 200), NOON);
    SensorView sensor = fleet.view(NOON.plusMillis(9_000)).sensors().get(0);
    assertThat(sensor.origin()).isEqualTo(second);
    assertThat(sensor.last().stream()).extracting(SeenFrame::origin).containsOnly(SeenOrigin.NONE);
    assertThat(sensor.strip()).extracting(SeenFrame::origin).containsOnly(SeenOrigin.NONE);
    fleet.seen(frame("a", "3", 300, 0.5), NOON);
    assertThat(fleet.view(NOON).sensors().get(0).origin()).isEqualTo(SeenOrigin.NONE);
  }

  private static SeenOrigin said(String position) {
    return new SeenOrigin(
        new FrameOrigin("spot", "/camera", "run.mcap", position), Map.of("gps", "48.1,11.6"));
  }

  private static SeenFrame saying(SeenOrigin origin, String frameId, long millis) {
    SeenFrame silent = frame("a", frameId, millis, 0.5);
    return SeenFrame.of(
        FrameScore.newBuilder()
            .setFrameId(frameId)
            .setSensorId("a")
            .setCapturedAt(silent.capturedAt())
            .setScoredAt(silent.scoredAt())
            .setPredicted("cat")
            .setInnerDistance(1)
            .setOuterDistance(2)
            .setRatio(0.5)
            .setEnergy(-3)
            .setSisome(0.5)
            .setPValue(0.5)
            .setModelVersion("net@1")
            .setReferenceVersion(1)
            .setSource(origin.source())
            .setAttributes(origin.attributes())
            .build());
  }

  private static java.util.List<String> strip(Fleet fleet, long millis) {
    return fleet.view(NOON.plusMillis(millis)).sensors().get(0).strip().stream()
        .map(SeenFrame::frameId)
        .toList();
  }

  @Test
  void openEpisodesComeFirstThenTheLatest() {
    Fleet fleet = fleet(Map.of());
    fleet.alert(alert("one", EpisodeStatus.OPENED, 1), NOON);
    fleet.alert(alert("two", EpisodeStatus.OPENED, 2), NOON);
    fleet.alert(alert("three", EpisodeStatus.OPENED, 3), NOON);
    fleet.alert(alert("two", EpisodeStatus.CLOSED, 2), NOON);
    fleet.alert(alert("three", EpisodeStatus.CLOSED, 3), NOON);
    fleet.alert(alert("three", EpisodeStatus.UPDATED, 3), NOON);
    assertThat(fleet.view(NOON).episodes())
        .extracting(Episode::id)
        .as("three stays closed, whatever is repeated")
        .containsExactly("one", "three", "two");
  }

  @Test
  void closedEpisodesFallOutBeforeOpenOnes() {
    Fleet fleet = fleet(Map.of("live.episodes", "2"));
    fleet.alert(alert("one", EpisodeStatus.OPENED, 1), NOON);
    fleet.alert(alert("two", EpisodeStatus.OPENED, 2), NOON);
    fleet.alert(alert("two", EpisodeStatus.CLOSED, 2), NOON);
    fleet.alert(alert("three", EpisodeStatus.OPENED, 3), NOON);
    assertThat(fleet.view(NOON).episodes()).extracting(Episode::id).containsExactly("three", "one");
  }

  @Test
  void aSensorThatIsSilentMakesRoomForAnother() {
    Fleet fleet = fleet(Map.of("live.sensors", "2"));
    fleet.seen(frame("a", "1", 1, 0.5), NOON);
    fleet.seen(frame("b", "2", 2, 0.5), NOON);
    fleet.seen(frame("c", "4", 4, 0.5), NOON);
    assertThat(shown(fleet)).as("there is no room").containsExactly("a", "b");
    fleet.seen(frame("a", "3", 31_000, 0.5), NOON.plusSeconds(31));
    fleet.seen(frame("c", "4", 31_000, 0.5), NOON.plusSeconds(31));
    assertThat(shown(fleet)).containsExactly("a", "c");
    assertThat(fleet.view(NOON.plusSeconds(31)).counted()).isEqualTo(3);
  }

  @Test
  void ofMoreSensorsThanThereIsRoomForThoseWithTheMostNovelFramesAreShown() {
    Fleet fleet = fleet(Map.of("live.sensors", "2"));
    fleet.summarized(summary("a", 0, 0), true, NOON.plusSeconds(5));
    fleet.summarized(summary("b", 0, 3), true, NOON.plusSeconds(5));
    fleet.summarized(summary("c", 0, 1), true, NOON.plusSeconds(5));
    assertThat(shown(fleet)).containsExactly("b", "c");
    fleet.summarized(summary("d", 0, 1), true, NOON.plusSeconds(5));
    assertThat(shown(fleet))
        .as("no more novel than those that are shown")
        .containsExactly("b", "c");
    assertThat(fleet.view(NOON.plusSeconds(700)).counted()).as("silent for too long").isZero();
  }

  private static java.util.List<String> shown(Fleet fleet) {
    return fleet.view(NOON).sensors().stream().map(SensorView::sensorId).toList();
  }

  @Test
  void summariesShowWhatTheirScoresWould() {
    Fleet summed = fleet(Map.of());
    Fleet singly = fleet(Map.of());
    summed.summarized(summary("a", 0, 1), true, NOON.plusSeconds(6));
    singly.seen(frame("a", "a-most-0", 0, 0.001), NOON.plusSeconds(6));
    for (int second = 1; second < 4; second++) {
      singly.seen(frame("a", "f" + second, 1000 * second, 0.5), NOON.plusSeconds(6));
    }
    singly.seen(frame("a", "a-dull-0", 4_000, 0.5), NOON.plusSeconds(6));
    FleetView all = summed.view(NOON.plusSeconds(8));
    FleetView each = singly.view(NOON.plusSeconds(8));
    assertThat(all.points()).isEqualTo(each.points()).hasSize(1);
    SensorView a = all.sensors().get(0);
    assertThat(a.frames()).isEqualTo(5);
    assertThat(a.pValues()).isEqualTo(each.sensors().get(0).pValues());
    assertThat(a.last()).isEqualTo(each.sensors().get(0).last());
    assertThat(a.strip()).extracting(SeenFrame::frameId).containsExactly("a-most-0");
  }

  @Test
  void aSummaryOfFramesThatWereCountedCountsNoSecondTime() {
    Fleet fleet = fleet(Map.of());
    fleet.summarized(summary("a", 0, 1), false, NOON.plusSeconds(6));
    FleetView view = fleet.view(NOON.plusSeconds(8));
    assertThat(view.points()).isEmpty();
    assertThat(view.sensors().get(0).frames()).isZero();
    assertThat(view.sensors().get(0).pValues()).as("but it is shown").hasSize(5);
  }

  @Test
  void showsTheLatestDeadLettersFirst() {
    Fleet fleet = fleet(Map.of("live.dead.letters", "2"));
    for (String reason : new String[] {"one", "two", "three"}) {
      fleet.deadLetter(new DeadLetter(NOON, "unreadable", reason, "camera", "frames/0/1"));
    }
    assertThat(fleet.view(NOON).deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly("three", "two");
  }

  private static Fleet fleet(Map<String, String> settings) {
    return new Fleet(Settings.of(settings).bind(LiveConfig.class), ALPHA, true);
  }

  @Test
  void countsFramesThatRaiseNoAlertBecauseTheyAreLikeMutedOnes() {
    Fleet fleet = fleet(Map.of());
    Fleet loud = new Fleet(Settings.defaults(LiveConfig.class), ALPHA, false);
    for (Fleet each : java.util.List.of(fleet, loud)) {
      each.seen(Frames.like(frame("a", "1", 1, ALPHA), true), NOON);
      each.seen(Frames.like(frame("a", "2", 2, 0.5), true), NOON);
      each.seen(Frames.like(frame("a", "3", 3, ALPHA), false), NOON);
    }
    assertThat(fleet.view(NOON).sensors()).extracting(SensorView::muted).containsExactly(1L);
    assertThat(loud.view(NOON).sensors()).extracting(SensorView::muted).containsExactly(0L);
  }
}
