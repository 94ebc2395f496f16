package io.sisom.live;

import io.sisom.schema.OodAlert;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet sees: fed record by record, shown as a whole. However much comes, it keeps no more
 * than its settings allow: of sensors beyond their number the one silent longest is forgotten. Safe
 * for use by many threads.
 */
public final class Fleet {
  private final LiveConfig config;
  private final double alpha;
  private final boolean mute;
  private final Map<String, SensorTrack> sensors = new LinkedHashMap<>(64, 0.75f, true);
  private final Buckets buckets;
  private final Episodes episodes;
  private final Deque<DeadLetter> deadLetters = new ArrayDeque<>();
  private @Nullable Lag lag;

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
    buckets.add(frame, novel, now);
    sensors
        .computeIfAbsent(frame.sensorId(), id -> new SensorTrack(config))
        .add(frame, novel && mute && frame.mute());
    if (sensors.size() > config.sensors()) {
      sensors.remove(sensors.keySet().iterator().next());
    }
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
    Map<String, SensorView> byName = new TreeMap<>();
    sensors.forEach((id, track) -> byName.put(id, track.view(id, now)));
    return new FleetView(
        List.copyOf(byName.values()),
        buckets.points(now),
        Optional.ofNullable(lag),
        episodes.all(),
        List.copyOf(deadLetters));
  }
}
