package io.sisom.console.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sisom.console.json.Json;
import io.sisom.console.json.SourceJson;
import io.sisom.queue.GivenLabel;
import io.sisom.queue.Skip;
import io.sisom.schema.FrameScore;
import io.sisom.wire.LabelKind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Label Studio's JSON of tasks, predictions and annotations ("Label Studio task format" of its
 * documentation), for a labeling setup of an {@code Image} named {@code image} and {@code Choices}
 * named {@code label}; {@code Choices} named {@code kind} say of a frame that it shows no class.
 * Written task by task; {@link LabelStudioReader} reads it.
 */
final class LabelStudio {
  static final String FROM = "label";
  static final String TO = "image";

  /** The control with the choices {@code foreign} and {@code fault}. */
  static final String KIND = "kind";

  private LabelStudio() {}

  record Task(int id, Data data, List<Prediction> predictions, List<Annotation> annotations) {
    static Task of(ExchangedFrame frame, int id) {
      FrameScore score = frame.entry().candidate().score();
      return new Task(
          id,
          Data.of(score, frame.picture()),
          List.of(Prediction.of(score, id)),
          Stream.concat(
                  frame.entry().answers().stream().map(given -> Annotation.of(given, id)),
                  frame.entry().noneAnswers().stream().map(skip -> Annotation.of(skip, id)))
              .toList());
    }
  }

  /**
   * What is known of the frame.
   *
   * @param source left out where nobody said
   * @param attributes left out where there are none
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Data(
      String image,
      String frameId,
      String sensorId,
      Instant capturedAt,
      double pValue,
      long referenceVersion,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SourceJson source,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> attributes) {
    static Data of(FrameScore score, String picture) {
      return new Data(
          picture,
          score.getFrameId(),
          score.getSensorId(),
          score.getCapturedAt(),
          score.getPValue(),
          score.getReferenceVersion(),
          SourceJson.of(score.getSource()),
          score.getAttributes());
    }
  }

  /**
   * What the network takes the frame for.
   *
   * @param score Label Studio's active learning shows the lowest first: the most surprising frame
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Prediction(String modelVersion, double score, List<Result> result) {
    static Prediction of(FrameScore score, int task) {
      return new Prediction(
          score.getModelVersion(),
          score.getPValue(),
          Result.of("predicted-" + task, score.getPredicted()));
    }
  }

  /**
   * What somebody said of the frame.
   *
   * @param annotator Label Studio knows people by numbers of its own; it passes over this one
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Annotation(
      long id,
      Instant createdAt,
      boolean wasCancelled,
      boolean groundTruth,
      int task,
      String annotator,
      List<Result> result) {
    static Annotation of(GivenLabel given, int task) {
      return new Annotation(
          given.sequence(),
          given.at(),
          false,
          false,
          task,
          given.annotator(),
          Result.of("given-" + given.sequence(), given.label()));
    }

    static Annotation of(Skip skip, int task) {
      return new Annotation(
          skip.sequence(),
          skip.at(),
          false,
          false,
          task,
          skip.annotator(),
          Result.of(
              "given-" + skip.sequence(),
              KIND,
              skip.reason().kind().map(LabelKind::word).orElseThrow()));
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Result(String id, String fromName, String toName, String type, Value value) {
    static List<Result> of(String id, String label) {
      return of(id, FROM, label);
    }

    static List<Result> of(String id, String control, String choice) {
      return List.of(new Result(id, control, TO, "choices", new Value(List.of(choice))));
    }
  }

  record Value(List<String> choices) {}

  static void write(List<ExchangedFrame> frames, OutputStream out) throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartArray();
      int id = 1;
      for (ExchangedFrame frame : frames) {
        json.writePOJO(Task.of(frame, id++));
      }
      json.writeEndArray();
    }
  }
}
