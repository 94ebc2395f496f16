package io.sisom.console.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.console.SampleCandidates;
import io.sisom.queue.Candidate;
import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Place;
import io.sisom.queue.QueueConfig;
import io.sisom.queue.QueueEntry;
import io.sisom.schema.LabelCandidate;
import io.sisom.setting.Settings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fixtures are written after the formats' documentation. */
class ExchangeFormatTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final List<String> FRAMES = List.of("robot-1-000068");
  private static final String LABEL = "kite, \"red\"\nor <b>";

  @Test
  void answersOfLabelStudioAreReadAndCancelledOnesAreNot() throws Exception {
    assertThat(Reading.of(ExchangeFormat.LABEL_STUDIO, fixture("label-studio.json"), FRAMES).labels)
        .containsExactly(
            new ImportedLabel("robot-1-000068", Optional.of("label-studio-10"), "giraffe"),
            new ImportedLabel("robot-1-000068", Optional.of("ann@example.org"), "kite"));
  }

  @Test
  void annotationsOfCocoAreReadByFrameIdOrFileName() throws Exception {
    assertThat(Reading.of(ExchangeFormat.COCO, fixture("coco.json"), FRAMES).labels)
        .containsExactly(
            new ImportedLabel("robot-1-000068", Optional.empty(), "giraffe"),
            new ImportedLabel("robot-1/000069", Optional.of("ann"), "kite"));
  }

  @Test
  void linesOfCsvAreReadByTheNamesOfTheirColumns() throws Exception {
    assertThat(Reading.of(ExchangeFormat.CSV, fixture("labels.csv"), FRAMES).labels)
        .containsExactly(
            new ImportedLabel("robot-1-000068", Optional.of("ann"), "giraffe"),
            new ImportedLabel("robot,1", Optional.empty(), "kite, \"red\""));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(ExchangeFormat format) throws Exception {
    assertThat(Reading.of(format, written(format), FRAMES).labels)
        .containsExactly(
            new ImportedLabel("a/frame, \"1\"", Optional.of("ann"), LABEL),
            new ImportedLabel("a/frame, \"1\"", Optional.of("Bob Ü"), "crate"));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOfNoFormatIsRefusedInWords(ExchangeFormat format) {
    for (String rubbish : List.of("", "{}", "[{\"id\":3}]", "a,b\n1,2\n", "\"open")) {
      assertThatThrownBy(() -> Reading.of(format, rubbish, FRAMES))
          .as(rubbish)
          .isInstanceOf(ImportException.class);
    }
  }

  @Test
  void aTaskHasTheFieldsThatLabelStudioDocuments() throws Exception {
    JsonNode task = new ObjectMapper().readTree(written(ExchangeFormat.LABEL_STUDIO)).path(0);
    assertThat(task.at("/data/image").asText()).isEqualTo("pictures/1.png");
    assertThat(task.at("/predictions/0/result/0/value/choices/0").asText()).isEqualTo("dog");
    assertThat(task.at("/predictions/0/score").asDouble()).isEqualTo(0.001001);
    JsonNode result = task.at("/annotations/0/result/0");
    assertThat(result.path("type").asText()).isEqualTo("choices");
    assertThat(result.path("from_name").asText()).isEqualTo("label");
    assertThat(result.path("to_name").asText()).isEqualTo("image");
    assertThat(task.at("/annotations/0/was_cancelled").isBoolean()).isTrue();
  }

  @Test
  void aCocoAnnotationIsABoxAroundTheWholeFrame() throws Exception {
    JsonNode coco = new ObjectMapper().readTree(written(ExchangeFormat.COCO));
    assertThat(coco.at("/images/0/width").asInt()).isEqualTo(640);
    assertThat(coco.at("/annotations/0/bbox").toString()).isEqualTo("[0,0,640,480]");
    assertThat(coco.at("/annotations/0/area").asInt()).isEqualTo(307200);
    assertThat(coco.at("/categories").findValuesAsText("name")).containsExactly("crate", LABEL);
  }

  private static byte[] written(ExchangeFormat format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(List.of(new ExchangedFrame(entry(), "pictures/1.png", 640, 480)), out);
    return out.toByteArray();
  }

  /** A frame that two people labeled. */
  private static QueueEntry entry() {
    LabelCandidate read = SampleCandidates.candidate("a/frame, \"1\"", 1);
    Candidate candidate =
        new Candidate(
            read.getScore(),
            read.getInnerLabel(),
            read.getOuterLabel(),
            read.getWindowStart(),
            1,
            1,
            new Place(0, 0),
            false);
    LabelQueue queue =
        new LabelQueue(Settings.of(Map.of("queue.overlap", "2")).bind(QueueConfig.class));
    queue.handle(new Command.Offer(candidate), NOON);
    queue.handle(new Command.Answer("ann", candidate.frameId(), LABEL), NOON);
    queue.handle(new Command.Answer("Bob Ü", candidate.frameId(), "crate"), NOON);
    return queue.find(candidate.frameId()).orElseThrow();
  }

  private static byte[] fixture(String name) throws Exception {
    try (InputStream in = ExchangeFormatTest.class.getResourceAsStream(name)) {
      return java.util.Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
