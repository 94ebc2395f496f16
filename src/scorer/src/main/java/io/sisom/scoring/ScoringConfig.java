package io.sisom.scoring;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** How the scoring app runs on Kafka Streams. */
@SettingGroup("Scoring app")
public record ScoringConfig(
    @Setting(key = "scoring.application.id", value = "sisom-scoring")
        @Meaning(
            "Names the consumer group, the state and the internal topics; scorers that share"
                + " it share the work.")
        String applicationId,
    @Setting(key = "scoring.instance", value = "")
        @Meaning(
            "What this scorer is called in version reports; empty: its host's name and"
                + " process id.")
        String instance,
    @Setting(
            key = "scoring.guarantee",
            value = "exactly_once_v2",
            oneOf = {"exactly_once_v2", "at_least_once"})
        @Meaning("Delivery: one score a frame whatever crashes, or at least one with less delay.")
        String guarantee,
    @Setting(key = "scoring.threads", value = "0", min = 0, max = 256)
        @Meaning(
            "Stream threads; each has a consumer, a producer and transactions of its own, and an"
                + " even share of batch.queue.frames and batch.queue.bytes. 0: one for every four"
                + " processors, 1 to 4; one carries some thousands of frames a second.")
        int threads,
    @Setting(key = "scoring.timeout.ms", value = "60000", min = 100, max = 3_600_000)
        @Meaning("Milliseconds a frame's score may take before its stream thread is replaced.")
        Duration timeout,
    @Setting(key = "scoring.commit.interval.ms", value = "100", min = 1, max = 60_000)
        @Meaning(
            "Milliseconds between commits while scoring keeps up; under exactly_once_v2 readers see"
                + " scores this much later.")
        Duration commitInterval,
    @Setting(key = "scoring.commit.backlog.ms", value = "1000", min = 1, max = 60_000)
        @Meaning(
            "Milliseconds between commits while frames wait for room in the scorer: a commit costs"
                + " the same however few frames it holds. Not below scoring.commit.interval.ms, nor beyond"
                + " half of kafka.transaction.timeout.ms.")
        Duration commitBacklog,
    @Setting(key = "scoring.max.skew.ms", value = "60000", min = 0, max = Integer.MAX_VALUE)
        @Meaning(
            "Milliseconds a sensor's clock may run ahead of Kafka's; beyond it Kafka's time"
                + " is used.")
        Duration maxSkew,
    @Setting(key = "scoring.live.ms", value = "600000", min = 0, max = Integer.MAX_VALUE)
        @Meaning(
            "A frame that was captured longer than these milliseconds before it arrived is of a"
                + " recording: it is ranked among its sensor's frames alone and counts in no delay."
                + " On a topic that keeps its producers' times, arrival is when the scorer reads"
                + " it.")
        Duration live,
    @Setting(
            key = "scoring.repeat.frames",
            value = "20000",
            min = 0,
            max = 10_000_000,
            unit = "frames")
        @Meaning(
            "Latest frame ids remembered of each sensor, some 50 bytes each on disk. A frame that"
                + " comes again while its id is remembered is scored again, but counts in no episode"
                + " and becomes no candidate; 0: each counts.")
        int repeatFrames,
    @Setting(key = "scoring.summary.ms", value = "5000", min = 100, max = 15_000)
        @Meaning(
            "Milliseconds that one summary of a sensor's scores is of; the live page reads the"
                + " summaries and shows them that much later. Not longer than live.bucket.ms, of"
                + " which it should be a part without remainder.")
        Duration summary,
    @Setting(key = "scoring.state.dir", value = "data/streams")
        @Meaning("Directory of the state stores; give each scorer on one machine its own.")
        String stateDir) {
  private static final int PROCESSORS_A_THREAD = 4;
  private static final int MOST_BY_ITSELF = 4;

  /** Stream threads on this machine. */
  public int streamThreads() {
    return streamThreads(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Stream threads on a machine with so many processors: where nobody said, few, since each one's
   * transactions cost the broker and this process the same however few frames they hold.
   */
  int streamThreads(int processors) {
    return threads > 0
        ? threads
        : Math.max(1, Math.min(MOST_BY_ITSELF, processors / PROCESSORS_A_THREAD));
  }

  /**
   * How long a commit is put off at most: under exactly_once_v2 no longer than half of what a
   * transaction may last, unless the usual interval is longer.
   *
   * @param kafka client properties
   */
  Duration longestCommitInterval(Map<String, String> kafka) {
    long longest = commitBacklog.toMillis();
    if (guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
      longest = Math.min(longest, TransactionTimeout.millis(kafka).orElse(Long.MAX_VALUE) / 2);
    }
    return Duration.ofMillis(Math.max(longest, commitInterval.toMillis()));
  }

  /** Which time counts as a frame's. */
  public EventTime eventTime() {
    return new EventTime(maxSkew);
  }

  /** How a frame's capture lies to its arrival. */
  public CaptureRule captureRule() {
    return new CaptureRule(eventTime(), live);
  }
}
