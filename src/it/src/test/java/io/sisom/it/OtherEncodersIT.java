package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.OtherEncoders;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.FrameScore;
import io.sisom.scorer.ScorerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that other programs wrote through a running scorer: each is scored, or told why not. */
class OtherEncodersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What is wrong with a record, and a part of what its dead letter says; others are scored. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("confluent", "garbage: does not start with C3 01"),
          Map.entry("bare", "garbage: does not start with C3 01"),
          Map.entry("container-file", "garbage: does not start with C3 01"),
          Map.entry("json", "garbage: does not start with C3 01"),
          Map.entry("gzip", "garbage: does not start with C3 01"),
          Map.entry("raw-jpeg", "garbage: does not start with C3 01"),
          Map.entry("big-endian", "garbage: unknown schema"),
          Map.entry("extra-field", "garbage: unknown schema"),
          Map.entry("other-namespace", "garbage: unknown schema"),
          Map.entry("union-order", "garbage: unknown schema"),
          Map.entry("trailing", "garbage: bytes follow"),
          Map.entry("cut", "garbage: "),
          Map.entry("neither", "missing: "),
          Map.entry("empty-content", "encoding: "),
          Map.entry("sides-swapped", "size: "),
          Map.entry("negative", "size: "),
          Map.entry("bgr8", "encoding: "),
          Map.entry("mono8", "encoding: "),
          Map.entry("upper", "encoding: "),
          Map.entry("jpg", "encoding: "),
          Map.entry("row-stride", "size: "));

  @Test
  void everyRecordIsScoredOrItsLetterSaysWhatIsWrong(@TempDir Path dir) throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), Map.of());
        TopicReader scores = rig.read(rig.config().topics().scores());
        TopicReader letters = rig.read(rig.config().topics().deadLetters())) {
      rig.label(200);
      rig.train();
      Map<String, byte[]> records = OtherEncoders.of(rig.frame(0, 0), 128, 96);
      assertThat(records).hasSize(24);
      Map<Long, String> words = new TreeMap<>();
      for (Map.Entry<String, byte[]> record : records.entrySet()) {
        words.put(rig.sendRaw(0, record.getValue()).offset(), record.getKey());
      }
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry())) {
        letters.until(seen -> seen.size() >= REASONS.size(), PATIENCE);
        List<FrameScore> scored = ScoringRig.scores(scores, records.size() - REASONS.size());
        Map<String, String> said = new TreeMap<>();
        letters
            .during(Duration.ofMillis(500))
            .forEach(
                it ->
                    said.put(
                        word(words, it), header(it, "exception") + ": " + header(it, "message")));
        assertThat(said.keySet()).isEqualTo(new TreeMap<>(REASONS).keySet());
        said.forEach(
            (word, reason) -> {
              String[] expected = REASONS.getOrDefault(word, "").split(": ", 2);
              assertThat(reason).as(word).startsWith(expected[0] + ": ").contains(expected[1]);
            });
        assertThat(scored)
            .extracting(FrameScore::getFrameId)
            .containsExactlyInAnyOrder("both", "micros", "sized");
        assertThat(scored)
            .as("a time in microseconds lies ahead of every clock")
            .allSatisfy(
                it -> assertThat(it.getCapturedAt()).isBefore(Instant.now().plusSeconds(60)));
        ScoringRig.awaitReady(scorer);
      }
    }
  }

  private static String word(Map<Long, String> words, ConsumerRecord<?, ?> letter) {
    return words.getOrDefault(Long.parseLong(header(letter, "offset")), "unknown");
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(
        record.headers().lastHeader("__streams.errors." + name).value(), StandardCharsets.UTF_8);
  }
}
