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
import io.sisom.queue.SkipReason;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.setting.Settings;
import io.sisom.wire.LabelKind;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
  void whatIsWrittenIsWhatOtherToolsHaveReadSoFar(ExchangeFormat format) throws Exception {
    assertThat(new String(written(format), StandardCharsets.UTF_8))
        .isEqualTo(
            new String(fixture("written-" + format.word() + ".txt"), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void whatAFrameSaysOfItselfIsInEveryExportAndInNobodysWayAtTheImport(ExchangeFormat format)
      throws Exception {
    byte[] written = written(format, entry(saying("run, 1.mcap")));
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("spot", "/camera/left", "run, 1.mcap", "4711:3", "gps", "48.1,11.6");
    assertThat(Reading.of(format, written, List.of("a/frame")).labels)
        .containsExactly(
            new ImportedLabel("a/frame", Optional.of("ann"), LABEL),
            new ImportedLabel("a/frame", Optional.of("Bob Ü"), "crate"));
  }

  @Test
  void aTaskSaysWhereItsFrameComesFromUnderNamesThatATemplateCanShow() throws Exception {
    JsonNode data =
        new ObjectMapper()
            .readTree(written(ExchangeFormat.LABEL_STUDIO, entry(saying("run.mcap"))))
            .at("/0/data");
    assertThat(data.at("/source/topic").asText()).isEqualTo("/camera/left");
    assertThat(data.at("/attributes/gps").asText()).isEqualTo("48.1,11.6");
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
    return written(format, entry(SampleCandidates.candidate("a/frame, \"1\"", 1).getScore()));
  }

  private static byte[] written(ExchangeFormat format, QueueEntry entry) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(List.of(new ExchangedFrame(entry, "pictures/1.png", 640, 480)), out);
    return out.toByteArray();
  }

  private static FrameScore saying(String stream) {
    return FrameScore.newBuilder(SampleCandidates.candidate("a/frame", 1).getScore())
        .setSource(new FrameOrigin("spot", "/camera/left", stream, "4711:3"))
        .setAttributes(Map.of("gps", "48.1,11.6"))
        .build();
  }

  /** A frame that two people labeled. */
  private static QueueEntry entry(FrameScore score) {
    LabelCandidate read = SampleCandidates.candidate(score.getFrameId(), 1);
    Candidate candidate =
        new Candidate(
            score,
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

  @ParameterizedTest
  @EnumSource
  void answersThatNameNoClassAreWrittenAndReadBackAsTheirKinds(ExchangeFormat format)
      throws Exception {
    LabelQueue queue =
        new LabelQueue(
            Settings.of(Map.of("queue.overlap", "3", "queue.skips", "9")).bind(QueueConfig.class));
    QueueEntry fresh = entry(SampleCandidates.candidate("a/frame", 1).getScore());
    queue.handle(new Command.Offer(fresh.candidate()), NOON);
    queue.handle(new Command.Answer("ann", "a/frame", "foreign"), NOON);
    queue.handle(new Command.Decline("bob", "a/frame", SkipReason.FOREIGN), NOON);
    queue.handle(new Command.Decline("eve", "a/frame", SkipReason.UNSURE), NOON);
    queue.handle(new Command.Take("zoe", "a/frame"), NOON);
    queue.handle(new Command.Decline("zoe", "a/frame", SkipReason.JUNK), NOON);
    QueueEntry entry = queue.find("a/frame").orElseThrow();
    assertThat(entry.noneAnswers()).hasSize(2);

    ImportedAnswers read = Reading.answers(format, written(format, entry), List.of("a/frame"));

    assertThat(read.said())
        .isEqualTo(
            Map.of(
                new ImportedAnswers.Who("a/frame", "ann"),
                new ImportedAnswers.Said(LabelKind.CLASS, "foreign"),
                new ImportedAnswers.Who("a/frame", "bob"),
                new ImportedAnswers.Said(LabelKind.FOREIGN, "foreign"),
                new ImportedAnswers.Who("a/frame", "zoe"),
                new ImportedAnswers.Said(LabelKind.FAULT, "fault")));
    assertThat(read.labels()).as("classes").hasSize(1);
    assertThat(read.refusals().total()).isZero();
  }

  @Test
  void aKindThatNobodyKnowsIsRefusedInWords() throws Exception {
    Reading read =
        Reading.of(ExchangeFormat.CSV, "frameId,label,kind\na,,alien\nb,,Foreign\nc,,\n", FRAMES);
    assertThat(read.refused).containsExactly("unknown-kind", "unknown-kind");
    assertThat(read.passedOver).isEqualTo(Map.of("row-without-label", 1));
  }
}
