package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sisom.console.ReviewOrder.Judged;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.live.Reviews;
import io.sisom.schema.LabelCandidate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewingTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final Reviewing reviewing = new Reviewing(new Reviews(2));

  @Test
  void aFalseAlarmMarksItsFramesForCalibrationOnce() {
    Reviewing.Done done = reviewing.carryOut(falseAlarm("ann", 2), NOW);
    assertThat(done.repeated()).isFalse();
    assertThat(done.pool()).extracting(LabelWrite::key).containsExactly("f-0|ann", "f-1|ann");
    assertThat(done.pool())
        .allSatisfy(
            write -> assertThat(Objects.requireNonNull(write.labeled()).getCalibration()).isTrue());
    assertThat(reviewing.carryOut(falseAlarm("ann", 2), NOW.plusSeconds(9)).repeated()).isTrue();
  }

  @Test
  void anothersVerdictWithdrawsTheLabelsOfTheFirst() {
    reviewing.carryOut(falseAlarm("ann", 2), NOW);
    Reviewing.Done done = reviewing.carryOut(falseAlarm("bob", 1), NOW);
    assertThat(done.pool())
        .filteredOn(write -> write.labeled() == null)
        .extracting(LabelWrite::key)
        .containsExactly("f-0|ann", "f-1|ann");
    assertThat(reviewing.carryOut(judge("cid", EpisodeVerdict.OPEN), NOW).pool())
        .extracting(LabelWrite::key)
        .containsExactly("f-0|bob");
  }

  @Test
  void nothingSaidCannotBeTakenBack() {
    assertThat(reviewing.carryOut(judge("ann", EpisodeVerdict.OPEN), NOW).repeated()).isTrue();
  }

  @Test
  void whoWantsLabelsKnowsOfTheEpisode() {
    Review after = reviewing.carryOut(request("ann", 3), NOW).review();
    assertThat(after.verdict()).isEqualTo(EpisodeVerdict.ACKNOWLEDGED);
    assertThat(after.requested()).isEqualTo(3);
    assertThat(reviewing.carryOut(request("bob", 3), NOW).repeated()).isTrue();
    assertThat(reviewing.carryOut(request("bob", 4), NOW).candidates())
        .as("it has gone on meanwhile")
        .hasSize(4);
  }

  @Test
  void labelsWantedLaterLeaveAFalseAlarmToWhoSaidIt() {
    reviewing.carryOut(falseAlarm("ann", 2), NOW);
    Review after = reviewing.carryOut(request("bob", 3), NOW).review();
    assertThat(after.verdict()).isEqualTo(EpisodeVerdict.FALSE_ALARM);
    assertThat(after.by()).isEqualTo("ann");
    assertThat(after.frameIds()).containsExactly("f-0", "f-1");
  }

  @Test
  void aReviewIsReadAsItWasWritten() throws Exception {
    EventCodec codec = new EventCodec();
    Review review =
        new Review(
            "e-1",
            "camera <1>",
            EpisodeVerdict.FALSE_ALARM,
            "ann",
            NOW,
            Optional.of("dog"),
            List.of("f-0", "f-1"),
            7);
    assertThat(codec.review(codec.review(review))).isEqualTo(review);
    assertThat(EventCodec.episodeId(EventCodec.episodeKey("e-1"))).contains("e-1");
    assertThat(EventCodec.frameId(EventCodec.episodeKey("e-1"))).isEmpty();
  }

  private static ReviewOrder judge(String annotator, EpisodeVerdict verdict) {
    return new ReviewOrder.Judge("e-1", "camera", annotator, verdict, Optional.empty(), List.of());
  }

  private static ReviewOrder falseAlarm(String annotator, int frames) {
    return new ReviewOrder.Judge(
        "e-1",
        "camera",
        annotator,
        EpisodeVerdict.FALSE_ALARM,
        Optional.of("dog"),
        candidates(frames).stream().map(it -> new Judged(it.getFrame(), "dog")).toList());
  }

  private static ReviewOrder request(String annotator, int frames) {
    return new ReviewOrder.Request("e-1", "camera", annotator, candidates(frames));
  }

  private static List<LabelCandidate> candidates(int frames) {
    return IntStream.range(0, frames)
        .mapToObj(i -> SampleCandidates.candidate("f-" + i, i))
        .toList();
  }

  @Test
  void aMutedEpisodesFramesBecomeForeignAnswersThatMuteAndAreTakenBackWithIt() {
    ReviewOrder mute =
        new ReviewOrder.Judge(
            "e-1",
            "camera",
            "ann",
            EpisodeVerdict.MUTED,
            Optional.empty(),
            candidates(2).stream().map(it -> new Judged(it.getFrame(), "foreign")).toList());
    Reviewing.Done done = reviewing.carryOut(mute, NOW);
    assertThat(done.pool()).extracting(LabelWrite::key).containsExactly("f-0|ann", "f-1|ann");
    assertThat(done.pool())
        .extracting(write -> Objects.requireNonNull(write.labeled()))
        .allSatisfy(
            labeled -> {
              assertThat(labeled.getKind()).isEqualTo("foreign");
              assertThat(labeled.getMuted()).isTrue();
              assertThat(labeled.getCalibration()).as("calibration keeps known frames").isFalse();
            });
    assertThat(reviewing.carryOut(mute, NOW.plusSeconds(9)).repeated()).isTrue();
    assertThat(reviewing.carryOut(judge("bob", EpisodeVerdict.OPEN), NOW).pool())
        .extracting(LabelWrite::key, LabelWrite::labeled)
        .containsExactly(tuple("f-0|ann", null), tuple("f-1|ann", null));
  }
}
