package io.sisom.alert;

import io.sisom.alert.EpisodeTracker.Step;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Scores in, changes of episodes out, both keyed by sensorId; the partition's state is in the store
 * {@value #STORE}. Wall clock closes an episode when its sensor falls silent; after a restart that
 * clock starts anew.
 */
public final class AlertProcessor implements Processor<String, FrameScore, String, OodAlert> {
  /** The store's name. */
  public static final String STORE = "episodes";

  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

  private final AlertConfig config;
  private final EpisodeTracker tracker;
  private final AlertMetrics metrics;

  /** Wall time in ms of the last frame of each sensor with an open episode. */
  private final Map<String, Long> lastHeard = new HashMap<>();

  private @Nullable ProcessorContext<String, OodAlert> context;
  private @Nullable KeyValueStore<String, EpisodeState> store;

  AlertProcessor(AlertConfig config, AlertMetrics metrics) {
    this.config = config;
    this.tracker = new EpisodeTracker(config);
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, OodAlert> context) {
    KeyValueStore<String, EpisodeState> episodes = context.getStateStore(STORE);
    this.context = context;
    this.store = episodes;
    lastHeard.clear();
    try (KeyValueIterator<String, EpisodeState> all = episodes.all()) {
      while (all.hasNext()) {
        KeyValue<String, EpisodeState> entry = all.next();
        if (entry.value.getEpisode() != null) {
          lastHeard.put(entry.key, context.currentSystemTimeMs());
        }
      }
    }
    metrics.takenOver(lastHeard.size());
    Duration quarter = config.gap().dividedBy(4);
    Duration period = quarter.compareTo(LONGEST_PERIOD) < 0 ? quarter : LONGEST_PERIOD;
    context.schedule(
        period.toMillis() < 1 ? Duration.ofMillis(1) : period,
        PunctuationType.WALL_CLOCK_TIME,
        this::closeSilent);
  }

  @Override
  public void process(Record<String, FrameScore> record) {
    FrameScore score = record.value();
    String sensorId = score.getSensorId();
    EpisodeState before = store().get(sensorId);
    Step step = tracker.observe(before, score);
    if (before != null || step.state() != null) {
      store().put(sensorId, step.state());
    }
    if (step.open()) {
      lastHeard.put(sensorId, context().currentSystemTimeMs());
    } else {
      lastHeard.remove(sensorId);
    }
    step.events().forEach(event -> send(event, record.timestamp()));
  }

  @Override
  public void close() {
    metrics.handedOn(lastHeard.size());
    lastHeard.clear();
  }

  private void closeSilent(long now) {
    List<String> silent =
        lastHeard.entrySet().stream()
            .filter(heard -> now - heard.getValue() >= config.gap().toMillis())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    for (String sensorId : silent) {
      EpisodeState state =
          Objects.requireNonNull(store().get(sensorId), "an open episode without a state");
      Step step = tracker.closeAfterGap(state);
      store().put(sensorId, step.state());
      lastHeard.remove(sensorId);
      step.events().forEach(event -> send(event, now));
    }
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
