package io.sisom.alert;

import io.sisom.alert.EpisodeTracker.Step;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Scores in, changes of episodes out, both keyed by sensorId. A sensor's live frames and each of
 * its recordings have episodes of their own; what is remembered of each is in the partition's store
 * {@value #STORE} under its {@link EpisodeKey}. When one falls silent, the wall clock closes its
 * episode; after a restart the wait starts anew.
 */
final class AlertProcessor implements Processor<String, FrameScore, String, OodAlert> {
  /** The store's name. */
  public static final String STORE = "episodes";

  private static final Duration MAX_PERIOD = Duration.ofSeconds(1);

  private final AlertConfig config;
  private final EpisodeTracker tracker;
  private final AlertMetrics metrics;

  /** Wall time in ms of the last frame of each that has an open episode. */
  private final Map<EpisodeKey, Long> lastHeard = new HashMap<>();

  private @Nullable ProcessorContext<String, OodAlert> context;
  private @Nullable KeyValueStore<String, EpisodeState> store;
  private SensorRecordings recordings;

  AlertProcessor(AlertConfig config, AlertMetrics metrics) {
    this.config = config;
    this.tracker = new EpisodeTracker(config);
    this.metrics = metrics;
    this.recordings = new SensorRecordings(config);
  }

  @Override
  public void init(ProcessorContext<String, OodAlert> context) {
    KeyValueStore<String, EpisodeState> episodes = context.getStateStore(STORE);
    this.context = context;
    this.store = episodes;
    lastHeard.clear();
    recordings = new SensorRecordings(config);
    try (KeyValueIterator<String, EpisodeState> all = episodes.all()) {
      while (all.hasNext()) {
        KeyValue<String, EpisodeState> entry = all.next();
        index(EpisodeKey.parse(entry.key), entry.value);
      }
    }
    metrics.takenOver(lastHeard.size());
    Duration quarter = config.gap().dividedBy(4);
    Duration period = quarter.compareTo(MAX_PERIOD) < 0 ? quarter : MAX_PERIOD;
    context.schedule(
        period.toMillis() < 1 ? Duration.ofMillis(1) : period,
        PunctuationType.WALL_CLOCK_TIME,
        this::closeSilent);
  }

  @Override
  public void process(Record<String, FrameScore> record) {
    FrameScore score = record.value();
    if (score.getRepeated()) {
      return;
    }
    if (config.isMuted(score)) {
      metrics.muted();
    }
    EpisodeKey key =
        score.getRecorded() ? ofRecording(score) : EpisodeKey.live(score.getSensorId());
    EpisodeState before = store().get(key.text());
    Step step = tracker.observe(before, score);
    if (before != null || step.state() != null) {
      keep(key, step.state());
    }
    step.events().forEach(event -> send(event, record.timestamp()));
    recordings
        .tooMany(score.getSensorId())
        .ifPresent(longestAgo -> end(longestAgo, record.timestamp()));
  }

  /**
   * Where nothing is remembered of a frame's recording, but of live frames close to it, that goes
   * on with the recording: those came late, or an earlier version, which kept all in one place,
   * remembered the recording there.
   */
  private EpisodeKey ofRecording(FrameScore score) {
    String sensorId = score.getSensorId();
    Optional<EpisodeKey> known = recordings.of(sensorId, score.getCapturedAt());
    if (known.isPresent()) {
      return known.get();
    }
    EpisodeKey another = recordings.another(sensorId, score.getCapturedAt());
    EpisodeKey live = EpisodeKey.live(sensorId);
    EpisodeState state = store().get(live.text());
    if (state != null && recordings.near(state.getLastFrameAt(), score.getCapturedAt())) {
      keep(live, null);
      keep(another, state);
    }
    return another;
  }

  private void keep(EpisodeKey key, @Nullable EpisodeState state) {
    store().put(key.text(), state);
    index(key, state);
  }

  private void index(EpisodeKey key, @Nullable EpisodeState state) {
    if (state != null && state.getEpisode() != null) {
      lastHeard.put(key, context().currentSystemTimeMs());
    } else {
      lastHeard.remove(key);
    }
    if (state == null) {
      recordings.forget(key);
    } else if (!key.isLive()) {
      recordings.heard(key, state.getLastFrameAt());
    }
  }

  @Override
  public void close() {
    metrics.handedOn(lastHeard.size());
    lastHeard.clear();
  }

  private void closeSilent(long now) {
    lastHeard.entrySet().stream()
        .filter(heard -> now - heard.getValue() >= config.gap().toMillis())
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(EpisodeKey::text))
        .toList()
        .forEach(silent -> end(silent, now));
  }

  /** Ends what is remembered, and the episode if one is open. */
  private void end(EpisodeKey key, long timestamp) {
    EpisodeState state =
        Objects.requireNonNull(store().get(key.text()), "an indexed key without a state");
    keep(key, null);
    tracker.closeAfterGap(state).events().forEach(event -> send(event, timestamp));
  }

  private void send(OodAlert event, long timestamp) {
    switch (event.getStatus()) {
      case OPENED -> metrics.opened();
      case CLOSED -> metrics.closed();
      default -> {} // an update changes no count
    }
    context().forward(new Record<>(event.getSensorId(), event, timestamp));
  }

  private ProcessorContext<String, OodAlert> context() {
    return Objects.requireNonNull(context, "used before init");
  }

  private KeyValueStore<String, EpisodeState> store() {
    return Objects.requireNonNull(store, "used before init");
  }
}
