package io.sisom.live;

import io.sisom.schema.OodAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet sees: fed record by record, shown as a whole. However much comes, it keeps no more
 * than its settings allow. Scores come summed up, or one by one from scorers that make no
 * summaries. Safe for use by many threads.
 */
public final class Fleet {
  /** How long after the end of a stretch of time its summaries come, at most, as a rule. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final LiveConfig config;
  private final double alpha;
  private final boolean mute;
  private final ShownSensors sensors;
  private final HeardSensors heard;
  private final Buckets buckets;
  private final Episodes episodes;
  private final Deque<DeadLetter> deadLetters = new ArrayDeque<>();
  private @Nullable Lag lag;
  private long muted;
  private int unsummarized;

  /** Summaries come after the stretch of time that they are of. */
  private boolean summarized;

  /**
   * An empty one.
   *
   * @param alpha p-value up to which a frame is novel
   * @param mute whether frames like muted ones raise no alert
   */
  public Fleet(LiveConfig config, double alpha, boolean mute) {
    this.config = config;
    this.alpha = alpha;
    this.mute = mute;
    this.sensors = new ShownSensors(config);
    this.heard = new HeardSensors(config.sensorsCounted());
    this.buckets = new Buckets(config.bucket(), config.points());
    this.episodes = new Episodes(config.episodes());
  }

  /** The p-value up to which a frame is novel. */
  public double alpha() {
    return alpha;
  }

  /** A frame was scored. */
  public synchronized void seen(SeenFrame frame, Instant now) {
    boolean novel = frame.pValue() <= alpha;
    boolean counted = novel && mute && frame.mute();
    muted += counted ? 1 : 0;
    buckets.add(frame, novel, now);
    heard.note(frame.sensorId(), now);
    sensors
        .heard(frame.sensorId(), novel ? 1 : 0, now)
        .ifPresent(track -> track.add(frame, counted));
  }

  /**
   * Frames of a sensor were scored and summed up.
   *
   * @param counts whether they count; not where they were {@link #seen} one by one
   */
  public synchronized void summarized(SeenSummary summary, boolean counts, Instant now) {
    summarized = true;
    if (counts) {
      muted += summary.muted();
      buckets.add(summary, now);
    }
    heard.note(summary.sensorId(), now);
    sensors
        .heard(summary.sensorId(), summary.novel(), now)
        .ifPresent(
            track ->
                track.add(summary, counts ? summary.frames() : 0, counts ? summary.muted() : 0));
  }

  /** The scores of so many partitions are read one by one, for want of summaries. */
  public synchronized void unsummarized(int partitions) {
    unsummarized = partitions;
  }

  /** An episode opened, went on or closed, as Kafka got to know at {@code writtenAt}. */
  public synchronized void alert(OodAlert alert, Instant writtenAt) {
    episodes.apply(alert, writtenAt);
  }

  /** A record was set aside. */
  public synchronized void deadLetter(DeadLetter letter) {
    deadLetters.addFirst(letter);
    if (deadLetters.size() > config.deadLetters()) {
      deadLetters.removeLast();
    }
  }

  /** How far scorers are behind now. */
  public synchronized void lag(Lag now) {
    lag = now;
  }

  /** An episode that is remembered. */
  public synchronized Optional<Episode> episode(String id) {
    return episodes.find(id);
  }

  /** All episodes that are remembered: open ones first, then the latest. */
  public synchronized List<Episode> episodes() {
    return episodes.all();
  }

  /** Everything, as it stands. */
  public synchronized FleetView view(Instant now) {
    return new FleetView(
        sensors.views(now),
        heard.count(now),
        muted,
        unsummarized,
        buckets.points(summarized ? now.minus(SETTLING) : now),
        Optional.ofNullable(lag),
        episodes.all(),
        List.copyOf(deadLetters));
  }
}
