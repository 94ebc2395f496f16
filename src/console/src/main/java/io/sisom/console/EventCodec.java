package io.sisom.console;

import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.queue.Candidate;
import io.sisom.queue.Change;
import io.sisom.queue.Ending;
import io.sisom.queue.GivenLabel;
import io.sisom.queue.Lease;
import io.sisom.queue.Place;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.Skip;
import io.sisom.queue.SkipReason;
import io.sisom.schema.QueueAnswer;
import io.sisom.schema.QueueEvent;
import io.sisom.schema.QueueLease;
import io.sisom.schema.QueueSkip;
import io.sisom.schema.QueuedFrame;
import io.sisom.schema.ReviewedEpisode;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads the records of the queue's topic. */
final class EventCodec {
  /** Key of the record that says which console writes. */
  static final String OWNER = "owner";

  private static final String FRAME = "frame|";
  private static final String EPISODE = "episode|";
  private static final String REVIEWED = "reviewed";

  private final AvroCodec<QueueEvent> codec;

  /** Reads what this version writes, and earlier ones wrote. */
  EventCodec() {
    this(WriterSchemas.none());
  }

  /** The same, and what others wrote. */
  EventCodec(WriterSchemas others) {
    this.codec = AvroCodec.of(QueueEvent.class, others);
  }

  /** The key of a frame's events. */
  static String key(String frameId) {
    return FRAME + frameId;
  }

  /** The key of an episode's reviews. */
  static String episodeKey(String episodeId) {
    return EPISODE + episodeId;
  }

  /** The frame of a key; empty where it is another key. */
  static Optional<String> frameId(@Nullable String key) {
    return after(FRAME, key);
  }

  /** The episode of a key; empty where it is another key. */
  static Optional<String> episodeId(@Nullable String key) {
    return after(EPISODE, key);
  }

  private static Optional<String> after(String prefix, @Nullable String key) {
    return key != null && key.startsWith(prefix)
        ? Optional.of(key.substring(prefix.length()))
        : Optional.empty();
  }

  /** The record's value; null where the queue forgets the frame. */
  byte @Nullable [] encode(Change change) {
    QueueEntry after = change.after().orElse(null);
    return after == null
        ? null
        : codec.encode(
            new QueueEvent(
                change.at(),
                change.what().word(),
                change.annotator().orElse(null),
                written(after),
                null));
  }

  byte[] owner(String name, Instant at) {
    return codec.encode(new QueueEvent(at, OWNER, name, null, null));
  }

  byte[] review(Review review) {
    ReviewedEpisode written =
        new ReviewedEpisode(
            review.episodeId(),
            review.sensorId(),
            review.verdict().word(),
            review.label().orElse(null),
            review.frameIds(),
            review.requested());
    return codec.encode(new QueueEvent(review.at(), REVIEWED, review.by(), null, written));
  }

  /**
   * The review in an episode's record.
   *
   * @throws WireException where it is none
   */
  Review review(byte[] value) throws WireException {
    QueueEvent event = codec.decode(value);
    ReviewedEpisode episode = event.getEpisode();
    String by = event.getAnnotator();
    Optional<EpisodeVerdict> verdict =
        episode == null ? Optional.empty() : EpisodeVerdict.of(episode.getVerdict());
    if (episode == null || by == null || verdict.isEmpty()) {
      String lacks = "it lacks episode, person or verdict";
      throw new WireException(
          "not an episode's QueueEvent: " + lacks, new IllegalArgumentException(lacks));
    }
    return new Review(
        episode.getEpisodeId(),
        episode.getSensorId(),
        verdict.get(),
        by,
        event.getAt(),
        Optional.ofNullable(episode.getLabel()),
        episode.getFrameIds(),
        episode.getRequested());
  }

  /** The console of an owner's record. */
  Owner owner(byte[] value) throws WireException {
    QueueEvent event = codec.decode(value);
    return new Owner(String.valueOf(event.getAnnotator()), event.getAt());
  }

  /**
   * The state in a frame's record.
   *
   * @throws WireException where it is none
   */
  QueueEntry decode(byte[] value) throws WireException {
    QueuedFrame frame = codec.decode(value).getFrame();
    try {
      if (frame == null) {
        throw new IllegalArgumentException("the event names no frame");
      }
      return read(frame);
    } catch (IllegalArgumentException e) {
      throw new WireException("not a frame's QueueEvent: " + e.getMessage(), e);
    }
  }

  private static QueuedFrame written(QueueEntry entry) {
    Candidate candidate = entry.candidate();
    return new QueuedFrame(
        candidate.place().partition(),
        candidate.place().offset(),
        candidate.windowStart(),
        candidate.rank(),
        candidate.considered(),
        candidate.innerLabel(),
        candidate.outerLabel(),
        candidate.score(),
        entry.leases().stream()
            .map(it -> new QueueLease(it.annotator(), it.since(), it.until()))
            .toList(),
        entry.answers().stream()
            .map(it -> new QueueAnswer(it.annotator(), it.label(), it.at(), it.sequence()))
            .toList(),
        entry.skips().stream()
            .map(
                it ->
                    new QueueSkip(
                        it.annotator(), it.reason().word(), it.at(), it.sequence(), it.pooled()))
            .toList(),
        entry.ended().map(ended -> ended.how().word()).orElse(null),
        entry.ended().map(QueueEntry.Ended::at).orElse(null),
        candidate.requested());
  }

  private static QueueEntry read(QueuedFrame frame) {
    Candidate candidate =
        new Candidate(
            frame.getScore(),
            frame.getInnerLabel(),
            frame.getOuterLabel(),
            frame.getWindowStart(),
            frame.getRank(),
            frame.getConsidered(),
            new Place(frame.getPartition(), frame.getOffset()),
            frame.getRequested());
    String ending = frame.getEnding();
    Instant endedAt = frame.getEndedAt();
    return new QueueEntry(
        candidate,
        frame.getLeases().stream()
            .map(it -> new Lease(it.getAnnotator(), it.getSince(), it.getUntil()))
            .toList(),
        frame.getAnswers().stream()
            .map(
                it ->
                    new GivenLabel(it.getAnnotator(), it.getLabel(), it.getAt(), it.getSequence()))
            .toList(),
        frame.getSkips().stream().map(EventCodec::skip).toList(),
        ending == null || endedAt == null
            ? Optional.empty()
            : Optional.of(new QueueEntry.Ended(Ending.of(ending), endedAt)));
  }

  private static Skip skip(QueueSkip skip) {
    SkipReason reason =
        SkipReason.of(skip.getReason())
            .orElseThrow(() -> new IllegalArgumentException("no skip is for " + skip.getReason()));
    return new Skip(
        skip.getAnnotator(), reason, skip.getAt(), skip.getSequence(), skip.getPooled());
  }
}
