package io.sisom.it.crash;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.CandidateConfig;
import io.sisom.candidate.CandidateMetrics;
import io.sisom.candidate.CandidateRankerSupplier;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import io.sisom.wire.AvroSerde;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** The candidates that an undisturbed ranker makes of the same pool, against those that came. */
final class WindowReplay {
  private WindowReplay() {}

  /** A candidate and the partition it was read from. */
  record Placed(LabelCandidate candidate, int partition) {}

  /**
   * What is wrong, in words; empty if the candidates are those of an undisturbed ranker.
   *
   * @param pool in the topic's order
   * @param candidates each partition's in the topic's order
   * @param dir for the state of the replay
   */
  static List<String> compare(
      CandidateConfig config, List<PooledFrame> pool, List<Placed> candidates, Path dir) {
    List<String> problems = new ArrayList<>();
    Set<String> frames = new HashSet<>();
    Map<String, List<String>> actual = new LinkedHashMap<>();
    Map<String, Set<Integer>> partitions = new LinkedHashMap<>();
    for (Placed placed : candidates) {
      LabelCandidate candidate = placed.candidate();
      if (!frames.add(candidate.getScore().getFrameId())) {
        problems.add(candidate.getScore().getFrameId() + " was a candidate twice");
      }
      String window = window(candidate);
      actual.computeIfAbsent(window, w -> new ArrayList<>()).add(line(candidate));
      partitions.computeIfAbsent(window, w -> new TreeSet<>()).add(placed.partition());
    }
    partitions.forEach(
        (window, where) -> {
          if (where.size() > 1) {
            problems.add("window " + window + " lies in partitions " + where);
          }
        });
    Map<String, List<String>> expected = new LinkedHashMap<>();
    replay(config, pool, dir)
        .forEach(c -> expected.computeIfAbsent(window(c), w -> new ArrayList<>()).add(line(c)));
    Set<String> windows = new TreeSet<>(expected.keySet());
    windows.addAll(actual.keySet());
    for (String window : windows) {
      List<String> want = expected.getOrDefault(window, List.of());
      List<String> got = actual.getOrDefault(window, List.of());
      if (!want.equals(got)) {
        problems.add("window %s: %s, an undisturbed ranker makes %s".formatted(window, got, want));
      }
    }
    return problems;
  }

  private static String window(LabelCandidate c) {
    String whose = c.getScope().equals("fleet") ? "the fleet" : c.getScore().getSensorId();
    return c.getWindowStart() + " of " + whose;
  }

  private static String line(LabelCandidate c) {
    return "%d %s of %d until %s"
        .formatted(c.getRank(), c.getScore().getFrameId(), c.getConsidered(), c.getWindowEnd());
  }

  /** What an undisturbed ranker publishes, in its order. */
  static List<LabelCandidate> replay(CandidateConfig config, List<PooledFrame> pool, Path dir) {
    Topology topology = new Topology();
    Serde<PooledFrame> in = AvroSerde.of(PooledFrame.class);
    Serde<LabelCandidate> out = AvroSerde.of(LabelCandidate.class);
    topology.addSource("in", Serdes.String().deserializer(), in.deserializer(), "pool");
    topology.addProcessor(
        "rank",
        new CandidateRankerSupplier(config, new CandidateMetrics(new SimpleMeterRegistry())),
        "in");
    topology.addSink("out", "candidates", Serdes.String().serializer(), out.serializer(), "rank");
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties, Instant.now())) {
      var frames = driver.createInputTopic("pool", Serdes.String().serializer(), in.serializer());
      pool.forEach(frame -> frames.pipeInput(frame.getScore().getSensorId(), frame));
      return driver
          .createOutputTopic("candidates", Serdes.String().deserializer(), out.deserializer())
          .readValuesToList();
    }
  }
}
