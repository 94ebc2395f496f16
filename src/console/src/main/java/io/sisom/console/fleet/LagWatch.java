package io.sisom.console.fleet;

import io.sisom.console.KafkaAccess;
import io.sisom.live.Fleet;
import io.sisom.live.Lag;
import io.sisom.wire.StopSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what the scorers have committed with the end of the frame topic, now and then. */
final class LagWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LagWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int PATIENCE_SECONDS = 10;

  private final KafkaAccess kafka;
  private final String group;
  private final Fleet fleet;
  private final StopSignal stop = new StopSignal();
  private final Thread thread = new Thread(this::run, "lag-watch");

  private LagWatch(KafkaAccess kafka, String group, Fleet fleet) {
    this.kafka = kafka;
    this.group = group;
    this.fleet = fleet;
  }

  static LagWatch start(KafkaAccess kafka, String group, Fleet fleet) {
    LagWatch watch = new LagWatch(kafka, group, fleet);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  private void run() {
    Map<String, Object> settings = new HashMap<>(kafka.consumers());
    settings.keySet().retainAll(AdminClientConfig.configNames());
    try (Admin admin = Admin.create(settings)) {
      boolean stopped = false;
      while (!stopped) {
        try {
          fleet.lag(lag(admin));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
          log.atDebug().setCause(e).log("the scorers' lag is not known");
        }
        stopped = stop.givenWithin(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Lag lag(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
    String topic = kafka.topics().frames();
    TopicDescription described =
        admin
            .describeTopics(List.of(topic))
            .allTopicNames()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .get(topic);
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    if (described != null) {
      described
          .partitions()
          .forEach(
              info -> {
                TopicPartition partition = new TopicPartition(topic, info.partition());
                latest.put(partition, OffsetSpec.latest());
                earliest.put(partition, OffsetSpec.earliest());
              });
    }
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin.listOffsets(latest).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Map<TopicPartition, ListOffsetsResultInfo> begins =
        admin.listOffsets(earliest).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    long behind = 0;
    long total = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata position = committed.get(end.getKey());
      ListOffsetsResultInfo begin = begins.get(end.getKey());
      long from = position != null ? position.offset() : begin == null ? 0 : begin.offset();
      behind += Math.max(0, end.getValue().offset() - from);
      total += end.getValue().offset();
    }
    return new Lag(behind, total);
  }

  @Override
  public void close() {
    stop.giveAndJoin(thread, Duration.ofSeconds(10));
  }
}
