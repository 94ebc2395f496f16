package io.sisom.alert;

import static io.sisom.alert.Scores.FAMILIAR;
import static io.sisom.alert.Scores.NOVEL;
import static io.sisom.alert.Scores.familiar;
import static io.sisom.alert.Scores.muted;
import static io.sisom.alert.Scores.novel;
import static io.sisom.alert.Scores.scoreOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.alert.EpisodeTracker.Step;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.setting.Settings;
import io.sisom.wire.AvroCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three of five novel frames open; updates every 5 s, quiet after 2 s, gap after 10 s. */
class EpisodeTrackerTest {
  static {
    // A codec makes Avro trust our records, which a copy of one needs.
    AvroCodec.of(FrameScore.class);
  }

  private final EpisodeTracker tracker = new EpisodeTracker(Settings.defaults(AlertConfig.class));
  private @Nullable EpisodeState state;

  @Test
  void opensWhenKOfNFramesAreNovel() {
    assertThat(see(novel("a", 0), familiar("b", 100), novel("c", 200), familiar("d", 300)))
        .isEmpty();

    OodAlert opened = only(see(novel("e", 400)));

    assertThat(opened.getStatus()).isEqualTo(EpisodeStatus.OPENED);
    assertThat(opened.getSensorId()).isEqualTo("cam");
    assertThat(opened.getOpenedAt()).isEqualTo(Instant.ofEpochMilli(400));
    assertThat(opened.getFirstFrameId()).isEqualTo("a");
    assertThat(opened.getLastFrameId()).isEqualTo("e");
    assertThat(opened.getFrames()).isEqualTo(5);
    assertThat(opened.getNovelFrames()).isEqualTo(3);
    assertThat(opened.getAlpha()).isEqualTo(0.01);
    assertThat(opened.getCloseReason()).isNull();
    assertThat(opened.getClosedAt()).isNull();
  }

  /** A field that the schema gets later is copied too, or this fails. */
  @Test
  void anEpisodeThatGoesOnKeepsEveryField() {
    Set<String> ofAnEnd = Set.of("closeReason", "closedAt");
    OodAlert opened = only(see(novel("a", 0), novel("b", 100), novel("c", 200)));
    see(familiar("d", 300));
    OodAlert after = Objects.requireNonNull(Objects.requireNonNull(state).getEpisode());
    assertThat(after.getFrames()).isEqualTo(opened.getFrames() + 1);
    for (Schema.Field field : OodAlert.getClassSchema().getFields()) {
      if (!field.name().equals("frames") && !ofAnEnd.contains(field.name())) {
        assertThat(after.get(field.pos()))
            .as(field.name())
            .isNotNull()
            .isEqualTo(opened.get(field.pos()));
      }
    }
  }

  @Test
  void aFrameThatCameBeforeCountsNotAtAll() {
    assertThat(see(novel("a", 0), again(novel("a", 0)), again(novel("a", 0)), novel("b", 100)))
        .isEmpty();
    OodAlert opened = only(see(novel("c", 200)));
    assertThat(opened.getFrames()).isEqualTo(3);
    assertThat(see(again(familiar("d", 60_000)))).isEmpty();
    assertThat(Objects.requireNonNull(state).getEpisode()).isEqualTo(opened);
  }

  private static FrameScore again(FrameScore score) {
    return FrameScore.newBuilder(score).setRepeated(true).build();
  }

  @Test
  void forgetsNovelFramesThatLeftTheLastN() {
    assertThat(
            see(
                novel("a", 0),
                familiar("b", 100),
                novel("c", 200),
                familiar("d", 300),
                familiar("e", 400),
                novel("f", 500)))
        .isEmpty();

    assertThat(only(see(novel("g", 600))).getFirstFrameId()).isEqualTo("c");
  }

  @Test
  void takesAPValueOfExactlyAlphaForNovelAndOneThatIsNoNumberForFamiliar() {
    assertThat(see(at(0, 0.01), at(1, Math.nextUp(0.01)), at(2, 0.01), at(3, Double.NaN)))
        .isEmpty();
    assertThat(see(at(4, 0.01))).hasSize(1);
  }

  @Test
  void remembersNothingOfASensorThatSeesNothingNovel() {
    see(familiar("a", 0), familiar("b", 100));
    assertThat(state).isNull();

    see(novel("c", 200), at(300, FAMILIAR), at(400, FAMILIAR), at(500, FAMILIAR));
    assertThat(state).isNotNull();
    see(at(600, FAMILIAR), at(700, FAMILIAR));
    assertThat(state).isNull();
  }

  @Test
  void opensForASlowSensorWhoseFramesLieFurtherApartThanAGap() {
    assertThat(see(novel("a", 0), novel("b", 60_000), novel("c", 120_000))).hasSize(1);
  }

  @Test
  void isUpdatedAtMostOncePerPeriodAndOnlyByNovelFrames() {
    open();
    List<OodAlert> events = new ArrayList<>();
    for (int t = 300; t <= 12_200; t += 100) {
      events.addAll(see(t == 5_200 ? familiar("f", t) : novel("n" + t, t)));
    }
    assertThat(events).extracting(OodAlert::getLastFrameId).containsExactly("n5300", "n10300");
    assertThat(events).extracting(OodAlert::getStatus).containsOnly(EpisodeStatus.UPDATED);
    assertThat(events.get(0).getFrames()).isEqualTo(3 + 51);
    assertThat(events.get(0).getNovelFrames()).isEqualTo(3 + 50);
  }

  @Test
  void closesAfterAQuietSpell() {
    OodAlert opened = open();
    assertThat(see(familiar("d", 300), familiar("e", 2_199))).isEmpty();

    OodAlert closed = only(see(familiar("f", 2_200)));

    assertThat(closed.getStatus()).isEqualTo(EpisodeStatus.CLOSED);
    assertThat(closed.getCloseReason()).isEqualTo("quiet");
    assertThat(closed.getClosedAt()).isEqualTo(Instant.ofEpochMilli(2_200));
    assertThat(closed.getLastNovelAt()).isEqualTo(Instant.ofEpochMilli(200));
    assertThat(closed.getEpisodeId()).isEqualTo(opened.getEpisodeId());
    assertThat(closed.getFrames()).isEqualTo(6);
    assertThat(closed.getNovelFrames()).isEqualTo(3);
    assertThat(state).isNull();
  }

  @Test
  void staysOpenWhileNovelFramesComeFurtherApartThanAQuietSpell() {
    open();
    assertThat(see(novel("d", 3_000), novel("e", 7_000)))
        .extracting(OodAlert::getCloseReason)
        .containsOnlyNulls();
    assertThat(state).isNotNull();
  }

  @Test
  void closesWhenTheNextFrameIsBeyondTheGapAndCountsThatFrameAfresh() {
    open();
    assertThat(see(novel("d", 10_200)))
        .extracting(OodAlert::getStatus)
        .containsExactly(EpisodeStatus.UPDATED);

    OodAlert closed = only(see(novel("x", 20_201)));

    assertThat(closed.getCloseReason()).isEqualTo("gap");
    assertThat(closed.getClosedAt()).isEqualTo(Instant.ofEpochMilli(10_200));
    assertThat(closed.getLastFrameId()).isEqualTo("d");
    assertThat(see(novel("y", 20_300))).isEmpty();
    assertThat(only(see(novel("z", 20_400))).getFirstFrameId()).isEqualTo("x");
  }

  @Test
  void closesAndOpensInOneStepWhereOneNovelFrameIsEnough() {
    AlertConfig eager =
        new AlertConfig(
            1,
            1,
            0.01,
            0,
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2));
    EpisodeTracker hasty = new EpisodeTracker(eager);
    Step first = hasty.observe(null, novel("a", 0));

    Step second = hasty.observe(first.state(), novel("b", 60_000));

    assertThat(second.events())
        .extracting(OodAlert::getStatus)
        .containsExactly(EpisodeStatus.CLOSED, EpisodeStatus.OPENED);
    assertThat(second.events().get(1).getEpisodeId())
        .isNotEqualTo(second.events().get(0).getEpisodeId());
  }

  @Test
  void closesForSilenceWithTheEventThatALaterFrameWouldHaveBrought() {
    open();
    EpisodeState open = Objects.requireNonNull(state);
    OodAlert byFrame = only(see(novel("late", 60_000)));
    assertThat(tracker.closeAfterGap(open).events()).containsExactly(byFrame);
  }

  @Test
  void countsALateFrameWithoutTurningTheClockBack() {
    open();
    assertThat(see(novel("d", 4_000), novel("late", 1_000), familiar("later", 1_500))).isEmpty();

    OodAlert closed = only(see(familiar("e", 6_000)));

    assertThat(closed.getFrames()).isEqualTo(7);
    assertThat(closed.getNovelFrames()).isEqualTo(5);
    assertThat(closed.getLastNovelAt()).isEqualTo(Instant.ofEpochMilli(4_000));
    assertThat(closed.getLastFrameId()).isEqualTo("late");
  }

  @Test
  void takesAClockSetBackForAGapAndGoesOn() {
    see(novel("a", 1_000_000), novel("b", 1_000_100), novel("c", 1_000_200));
    OodAlert closed = only(see(novel("x", 0)));
    assertThat(closed.getCloseReason()).isEqualTo("gap");
    assertThat(see(novel("y", 100), novel("z", 200))).hasSize(1);
  }

  @Test
  void bearsTheWildestClocks() {
    see(novel("a", Long.MAX_VALUE), novel("b", Long.MIN_VALUE), novel("c", Long.MAX_VALUE));
    assertThat(only(see(novel("d", Long.MIN_VALUE))).getCloseReason()).isEqualTo("gap");
  }

  @Test
  void keepsThePeakOfTheNovelFramesAndTheLatestVersions() {
    see(
        scoreOf("cam", "a", 0, NOVEL, 5, 1),
        scoreOf("cam", "b", 100, FAMILIAR, 99, 1),
        scoreOf("cam", "c", 200, NOVEL, 7, 1));
    OodAlert opened = only(see(scoreOf("cam", "d", 300, NOVEL, 7, 2)));
    assertThat(opened.getPeakFrameId()).isEqualTo("c");
    assertThat(opened.getReferenceVersion()).isEqualTo(2);

    see(scoreOf("cam", "e", 400, NOVEL, Double.POSITIVE_INFINITY, 3));
    OodAlert closed = only(see(scoreOf("cam", "f", 3_000, FAMILIAR, 0, 4)));

    assertThat(closed.getPeakFrameId()).isEqualTo("e");
    assertThat(closed.getPeakSisome()).isInfinite();
    assertThat(closed.getPeakPValue()).isEqualTo(NOVEL);
    assertThat(closed.getPeakPredicted()).isEqualTo("cat");
    assertThat(closed.getReferenceVersion()).isEqualTo(3);
    assertThat(closed.getModelVersion()).isEqualTo("m3");
  }

  private OodAlert open() {
    return only(see(novel("a", 0), novel("b", 100), novel("c", 200)));
  }

  private List<OodAlert> see(FrameScore... scores) {
    List<OodAlert> events = new ArrayList<>();
    for (FrameScore score : scores) {
      Step step = tracker.observe(state, score);
      state = step.state();
      events.addAll(step.events());
    }
    return events;
  }

  private static FrameScore at(long time, double pValue) {
    return Scores.score("cam", "f" + time, time, pValue);
  }

  private static OodAlert only(List<OodAlert> events) {
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  @Test
  void mutedFramesOpenNoEpisodeAndFramesLikeNoneStillDo() {
    assertThat(
            see(
                muted(novel("a", 0)),
                muted(novel("b", 100)),
                muted(novel("c", 200)),
                novel("d", 300),
                muted(novel("e", 400)),
                novel("f", 500)))
        .isEmpty();
    assertThat(only(see(novel("g", 600))).getFirstFrameId()).isEqualTo("d");
  }

  @Test
  void mutedFramesKeepNoEpisodeOpenAndItTellsHowManyItSaw() {
    assertThat(open().getMutedFrames()).isZero();
    assertThat(see(muted(novel("d", 300)), muted(familiar("e", 400)), novel("f", 500))).isEmpty();

    OodAlert closed = only(see(muted(novel("g", 2_500))));

    assertThat(closed.getStatus()).isEqualTo(EpisodeStatus.CLOSED);
    assertThat(closed.getCloseReason()).isEqualTo("quiet");
    assertThat(closed.getFrames()).isEqualTo(7);
    assertThat(closed.getNovelFrames()).isEqualTo(4);
    assertThat(closed.getMutedFrames()).as("e would not have been novel").isEqualTo(2);
  }

  @Test
  void whereMutingIsOffFramesLikeMutedOnesOpenEpisodes() {
    AlertConfig loud = Settings.of(Map.of("alert.mute", "false")).bind(AlertConfig.class);
    EpisodeTracker tracker = new EpisodeTracker(loud);
    EpisodeState before = tracker.observe(null, muted(novel("a", 0))).state();
    before = tracker.observe(before, muted(novel("b", 100))).state();
    assertThat(tracker.observe(before, muted(novel("c", 200))).open()).isTrue();
  }
}
