package io.sisom.console;

import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.live.Reviews;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.LabelKey;
import io.sisom.wire.LabelKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out what people want done with episodes: an order that was carried out before changes
 * nothing, and another verdict takes back what the one before did to the labeled pool.
 */
final class Reviewing {
  private final Reviews reviews;

  Reviewing(Reviews reviews) {
    this.reviews = reviews;
  }

  /**
   * What comes of an order.
   *
   * @param review after it
   * @param repeated whether it was so before; then nothing is to be written
   * @param pool labels to give and withdraw
   * @param candidates to offer
   * @param forgotten episodes whose reviews gave way to this one
   */
  record Done(
      Review review,
      boolean repeated,
      List<LabelWrite> pool,
      List<LabelCandidate> candidates,
      List<String> forgotten) {}

  Done carryOut(ReviewOrder order, Instant now) {
    return order.accept(
        new ReviewOrder.Visitor<>() {
          @Override
          public Done judge(ReviewOrder.Judge judge) {
            return Reviewing.this.judge(judge, now);
          }

          @Override
          public Done request(ReviewOrder.Request request) {
            return Reviewing.this.request(request, now);
          }
        });
  }

  private Done judge(ReviewOrder.Judge judge, Instant now) {
    Optional<Review> before = reviews.find(judge.episodeId());
    List<String> frameIds =
        judge.frames().stream().map(it -> it.frame().getFrameId()).distinct().toList();
    Review after =
        new Review(
            judge.episodeId(),
            judge.sensorId(),
            judge.verdict(),
            judge.annotator(),
            now,
            judge.label(),
            frameIds,
            before.map(Review::requested).orElse(0));
    if (before.isPresent()
        ? sameButTime(before.get(), after)
        : judge.verdict() == EpisodeVerdict.OPEN) {
      return new Done(before.orElse(after), true, List.of(), List.of(), List.of());
    }
    List<LabelWrite> pool = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (ReviewOrder.Judged frame : judge.frames()) {
      String key = LabelKey.of(frame.frame().getFrameId(), judge.annotator());
      if (keys.add(key)) {
        pool.add(new LabelWrite(key, labeled(judge, frame, now)));
      }
    }
    before.ifPresent(
        gone ->
            gone.frameIds().stream()
                .map(frameId -> LabelKey.of(frameId, gone.by()))
                .filter(key -> !keys.contains(key))
                .forEach(key -> pool.add(new LabelWrite(key, null))));
    return new Done(after, false, pool, List.of(), reviews.put(after));
  }

  /** A false alarm's frame shows a class and calibrates; a muted one's shows none and mutes. */
  private static LabeledFrame labeled(
      ReviewOrder.Judge judge, ReviewOrder.Judged frame, Instant now) {
    boolean mutes = judge.verdict() == EpisodeVerdict.MUTED;
    LabelKind kind = mutes ? LabelKind.FOREIGN : LabelKind.CLASS;
    return new LabeledFrame(
        frame.frame(), frame.label(), judge.annotator(), now, !mutes, kind.word(), mutes);
  }

  private static boolean sameButTime(Review a, Review b) {
    return a.verdict() == b.verdict()
        && a.by().equals(b.by())
        && a.label().equals(b.label())
        && a.frameIds().equals(b.frameIds());
  }

  /** Labels wanted say also that somebody knows of the episode. */
  private Done request(ReviewOrder.Request request, Instant now) {
    Review before =
        reviews
            .find(request.episodeId())
            .orElseGet(
                () ->
                    new Review(
                        request.episodeId(),
                        request.sensorId(),
                        EpisodeVerdict.OPEN,
                        request.annotator(),
                        now,
                        Optional.empty(),
                        List.of(),
                        0));
    int wanted = request.candidates().size();
    if (before.requested() >= wanted) {
      return new Done(before, true, List.of(), List.of(), List.of());
    }
    boolean judged = before.verdict() != EpisodeVerdict.OPEN;
    Review after =
        new Review(
            before.episodeId(),
            before.sensorId(),
            judged ? before.verdict() : EpisodeVerdict.ACKNOWLEDGED,
            judged ? before.by() : request.annotator(),
            now,
            before.label(),
            before.frameIds(),
            wanted);
    return new Done(after, false, List.of(), request.candidates(), reviews.put(after));
  }
}
