package io.sisom.summary;

import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorSummary;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Scores in, summaries of each sensor out, both keyed by sensorId.
 *
 * <p><b>Idea.</b> Time is cut into whiles of one length, the same for all sensors. A sensor's
 * scores of one while are summed up in the partition's store {@value #STORE}; when the while is
 * over, by the sensor's next score or by the wall clock, the summary goes out and leaves the store.
 *
 * <p><b>Invariants.</b> Each score counts in one summary: store, summary and score commit together.
 * The store holds sensors that had a score in the last while only, so one that falls silent is
 * forgotten, and it is never larger than the frames of two whiles.
 */
final class SummaryStage extends ContextualProcessor<String, FrameScore, String, SensorSummary> {
  /** The store of the summaries that are not over. */
  static final String STORE = "sensor-summaries";

  private static final long MAX_PERIOD_MILLIS = 500;

  private final long length;
  private final SummarySum sums;

  /** Wall time in ms at which each open summary is over, at the latest. */
  private final Map<String, Long> due = new HashMap<>();

  private @Nullable KeyValueStore<String, SensorSummary> store;

  SummaryStage(Duration length, SummarySum sums) {
    this.length = length.toMillis();
    this.sums = sums;
  }

  @Override
  public void init(ProcessorContext<String, SensorSummary> context) {
    super.init(context);
    KeyValueStore<String, SensorSummary> open = context.getStateStore(STORE);
    store = open;
    due.clear();
    try (KeyValueIterator<String, SensorSummary> all = open.all()) {
      while (all.hasNext()) {
        KeyValue<String, SensorSummary> each = all.next();
        expect(each.key, each.value);
      }
    }
    context.schedule(
        Duration.ofMillis(Math.max(1, Math.min(length / 4, MAX_PERIOD_MILLIS))),
        PunctuationType.WALL_CLOCK_TIME,
        this::sendOver);
  }

  @Override
  public void process(Record<String, FrameScore> record) {
    FrameScore score = record.value();
    SensorSummary open = store().get(score.getSensorId());
    if (open != null && !sameWhile(open, score)) {
      send(open);
      open = null;
    }
    SensorSummary next = open == null ? sums.of(score) : sums.add(open, score);
    store().put(score.getSensorId(), next);
    if (open == null) {
      expect(score.getSensorId(), next);
    }
  }

  private boolean sameWhile(SensorSummary open, FrameScore score) {
    return number(open) == Math.floorDiv(score.getScoredAt().toEpochMilli(), length);
  }

  private long number(SensorSummary summary) {
    return Math.floorDiv(summary.getFrom().toEpochMilli(), length);
  }

  /** A scorer with a fast clock may have begun it: nothing waits for longer than a while. */
  private void expect(String sensorId, SensorSummary open) {
    long latest = context().currentSystemTimeMs() + length;
    due.put(sensorId, Math.min(latest, (number(open) + 1) * length));
  }

  private void sendOver(long now) {
    Iterator<Map.Entry<String, Long>> open = due.entrySet().iterator();
    while (open.hasNext()) {
      Map.Entry<String, Long> each = open.next();
      if (each.getValue() <= now) {
        open.remove();
        send(
            Objects.requireNonNull(
                store().delete(each.getKey()), "a summary is expected that is not there"));
      }
    }
  }

  private void send(SensorSummary summary) {
    context()
        .forward(new Record<>(summary.getSensorId(), summary, context().currentSystemTimeMs()));
  }

  private KeyValueStore<String, SensorSummary> store() {
    return Objects.requireNonNull(store, "used before init");
  }
}
