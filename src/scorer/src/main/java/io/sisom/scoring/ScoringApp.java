package io.sisom.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scoring topology running on Kafka Streams. */
public final class ScoringApp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ScoringApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final int FRAME_BYTES = 8 << 20;

  /** Of its group; then Kafka Streams takes no consumer but its own. */
  private static final String STREAMS_PROTOCOL = "streams";

  /** A frame with its score or the reason why it has none. */
  private static final int OUTPUT_BYTES = 9 << 20;

  /** Several frames: in Kafka's 16 KB, each label candidate would be a request of its own. */
  private static final int PRODUCER_BATCH_BYTES = 256 << 10;

  private static final Map<String, Object> DEFAULTS =
      Map.of(
          // One request at a time: what comes meanwhile goes with the next, in fewer and larger
          // ones.
          StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
          1,
          StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
          "earliest",
          StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
          100,
          StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
          FRAME_BYTES,
          StreamsConfig.consumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG),
          1 << 20,
          StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
          OUTPUT_BYTES,
          StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
          PRODUCER_BATCH_BYTES,
          StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
          "none");

  private final KafkaStreams streams;
  private final KafkaStreamsMetrics meters;
  private final ThreadReplacement replacement;

  private ScoringApp(
      KafkaStreams streams, KafkaStreamsMetrics meters, ThreadReplacement replacement) {
    this.streams = streams;
    this.meters = meters;
    this.replacement = replacement;
  }

  /**
   * Starts scoring. A version must be active already.
   *
   * @param kafka client properties, handed through untouched over our defaults
   */
  public static ScoringApp start(
      ScoringTopology topology,
      ScoringConfig config,
      String framesTopic,
      FrameBatcher batcher,
      Map<String, String> kafka,
      MeterRegistry registry) {
    Properties properties = properties(config, framesTopic, batcher, kafka);
    FlightLimits limits =
        FlightLimits.of(batcher.config(), config.timeout(), config.streamThreads());
    KafkaStreams streams =
        new KafkaStreams(
            topology.build(),
            properties,
            new ScoringClients(
                new StreamsConfig(properties).getKafkaClientSupplier(),
                () ->
                    new HeldFrames(
                        framesTopic,
                        new FramesInFlight(batcher::accept, limits, System::nanoTime))));
    ThreadReplacement replacement = new ThreadReplacement(System::nanoTime);
    streams.setUncaughtExceptionHandler(replacement);
    KafkaStreamsMetrics meters = new KafkaStreamsMetrics(streams);
    meters.bindTo(registry);
    registry.gauge("sisom.lag.records", streams, s -> lag(s.metrics().values(), framesTopic));
    ScoringApp app = new ScoringApp(streams, meters, replacement);
    try {
      streams.start();
      return app;
    } catch (RuntimeException e) {
      app.close();
      throw e;
    }
  }

  static Properties properties(
      ScoringConfig config, String framesTopic, FrameBatcher batcher, Map<String, String> kafka) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.guarantee());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streamThreads());
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.longestCommitInterval(kafka).toMillis());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir());
    // Internal topics carry frames too, whatever the broker's own default is.
    p.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), OUTPUT_BYTES);
    // A broker refuses times too far ahead of its own clock; it need not trust ours.
    p.put(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG),
        TimestampType.LOG_APPEND_TIME.name);
    p.putAll(kafka);
    Map<String, Object> defaults = new HashMap<>(DEFAULTS);
    if (config.guarantee().equals(StreamsConfig.AT_LEAST_ONCE)) {
      // Kafka Streams' own 100 ms would be most of a score's delay; under load scores gather while
      // requests are under way. Exactly once, they wait for the commit, which sends what is there.
      defaults.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    }
    defaults.forEach(
        (key, value) -> {
          // Kafka Streams prefers a prefixed setting: ours must not hide the user's plain one.
          if (!kafka.containsKey(key.substring(key.indexOf('.') + 1))) {
            p.putIfAbsent(key, value);
          }
        });
    if (STREAMS_PROTOCOL.equalsIgnoreCase(p.getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG))) {
      log.atWarn()
          .log(
              "with kafka.group.protocol=streams frames are scored within transactions: set"
                  + " kafka.transaction.timeout.ms above the time that batch.queue.frames take");
      p.put(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
          PrefetchInterceptor.class.getName());
      p.put(StreamsConfig.mainConsumerPrefix(PrefetchInterceptor.BATCHER), batcher);
      p.put(StreamsConfig.mainConsumerPrefix(PrefetchInterceptor.TOPIC), framesTopic);
    }
    return p;
  }

  /** Records of the frame topic after the last one fetched, over this process's partitions. */
  static double lag(Iterable<? extends Metric> metrics, String framesTopic) {
    double lag = 0;
    for (Metric metric : metrics) {
      MetricName name = metric.metricName();
      if (name.name().equals("records-lag")
          && framesTopic.equals(name.tags().get("topic"))
          && metric.metricValue() instanceof Double records
          && Double.isFinite(records)) {
        lag += records;
      }
    }
    return lag;
  }

  /** Whether frames are being scored: running, or between two assignments. */
  public KafkaStreams.State state() {
    return streams.state();
  }

  @Override
  public void close() {
    meters.close();
    replacement.close();
    // Leaves the group, so that another scorer takes over now and not after a session timeout.
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_TIMEOUT));
  }
}
