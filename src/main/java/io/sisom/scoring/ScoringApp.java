package io.sisom.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scoring topology running on Kafka Streams. */
public final class ScoringApp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ScoringApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final int FRAME_BYTES = 8 << 20;

  private final KafkaStreams streams;
  private final KafkaStreamsMetrics meters;

  private ScoringApp(KafkaStreams streams, KafkaStreamsMetrics meters) {
    this.streams = streams;
    this.meters = meters;
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
    KafkaStreams streams =
        new KafkaStreams(topology.build(), properties(config, framesTopic, batcher, kafka));
    streams.setUncaughtExceptionHandler(ScoringApp::replaceThread);
    KafkaStreamsMetrics meters = new KafkaStreamsMetrics(streams);
    meters.bindTo(registry);
    registry.gauge("sisom.lag.records", streams, ScoringApp::lag);
    streams.start();
    return new ScoringApp(streams, meters);
  }

  private static Properties properties(
      ScoringConfig config, String framesTopic, FrameBatcher batcher, Map<String, String> kafka) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.guarantee());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir());
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 100);
    p.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), FRAME_BYTES);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG), 1 << 20);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), FRAME_BYTES);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
    p.putAll(kafka);
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        PrefetchInterceptor.class.getName());
    p.put(StreamsConfig.mainConsumerPrefix(PrefetchInterceptor.BATCHER), batcher);
    p.put(StreamsConfig.mainConsumerPrefix(PrefetchInterceptor.TOPIC), framesTopic);
    return p;
  }

  private static StreamThreadExceptionResponse replaceThread(Throwable failure) {
    log.atError()
        .addKeyValue("failure", failure)
        .setCause(failure)
        .log("stream thread failed and is replaced; its frames are scored again");
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static double lag(KafkaStreams streams) {
    return streams.metrics().values().stream()
        .filter(m -> m.metricName().name().equals("records-lag-max"))
        .filter(m -> m.metricName().tags().size() == 1)
        .map(Metric::metricValue)
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  /** Whether frames are being scored: running, or between two assignments. */
  public KafkaStreams.State state() {
    return streams.state();
  }

  @Override
  public void close() {
    meters.close();
    streams.close(CLOSE_TIMEOUT);
  }
}
