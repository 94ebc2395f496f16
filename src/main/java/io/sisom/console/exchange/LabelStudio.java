package io.sisom.console.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.sisom.queue.Candidate;
import io.sisom.queue.GivenLabel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Label Studio's JSON of tasks, predictions and annotations ("Label Studio task format" of its
 * documentation), for a labeling setup of an {@code Image} named {@code image} and {@code Choices}
 * named {@code label}.
 */
final class LabelStudio {
  private static final String FROM = "label";
  private static final String TO = "image";

  private LabelStudio() {}

  static void write(List<ExchangedFrame> frames, OutputStream out) throws IOException {
    try (JsonGenerator json = JsonFiles.generator(out)) {
      json.writeStartArray();
      int id = 1;
      for (ExchangedFrame frame : frames) {
        task(json, frame, id++);
      }
      json.writeEndArray();
    }
  }

  private static void task(JsonGenerator json, ExchangedFrame frame, int id) throws IOException {
    Candidate candidate = frame.entry().candidate();
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeObjectFieldStart("data");
    json.writeStringField(TO, frame.picture());
    json.writeStringField("frame_id", candidate.frameId());
    json.writeStringField("sensor_id", candidate.score().getSensorId());
    json.writeStringField("captured_at", candidate.score().getCapturedAt().toString());
    json.writeNumberField("p_value", candidate.score().getPValue());
    json.writeNumberField("reference_version", candidate.score().getReferenceVersion());
    json.writeEndObject();
    json.writeArrayFieldStart("predictions");
    json.writeStartObject();
    json.writeStringField("model_version", candidate.score().getModelVersion());
    // Label Studio's active learning shows the lowest first: the most surprising frame.
    json.writeNumberField("score", candidate.score().getPValue());
    result(json, "predicted-" + id, candidate.score().getPredicted());
    json.writeEndObject();
    json.writeEndArray();
    json.writeArrayFieldStart("annotations");
    for (GivenLabel given : frame.entry().answers()) {
      json.writeStartObject();
      json.writeNumberField("id", given.sequence());
      json.writeStringField("created_at", given.at().toString());
      json.writeBooleanField("was_cancelled", false);
      json.writeBooleanField("ground_truth", false);
      json.writeNumberField("task", id);
      // Label Studio knows people by numbers of its own; it passes over what it does not know.
      json.writeStringField("annotator", given.annotator());
      result(json, "given-" + given.sequence(), given.label());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void result(JsonGenerator json, String id, String label) throws IOException {
    json.writeArrayFieldStart("result");
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("from_name", FROM);
    json.writeStringField("to_name", TO);
    json.writeStringField("type", "choices");
    json.writeObjectFieldStart("value");
    json.writeArrayFieldStart("choices");
    json.writeString(label);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  static List<ImportedLabel> read(byte[] file) throws ImportException {
    JsonNode tasks = JsonFiles.tree(file);
    if (!tasks.isArray()) {
      throw new ImportException("a Label Studio export is an array of tasks");
    }
    List<ImportedLabel> labels = new ArrayList<>();
    for (JsonNode task : tasks) {
      String frameId = task.path("data").path("frame_id").asText();
      if (frameId.isEmpty()) {
        throw new ImportException("task %s has no data.frame_id".formatted(task.path("id")));
      }
      for (JsonNode annotation : task.path("annotations")) {
        if (!annotation.path("was_cancelled").asBoolean()) {
          label(annotation)
              .ifPresent(it -> labels.add(new ImportedLabel(frameId, annotator(annotation), it)));
        }
      }
    }
    return labels;
  }

  /** The one choice of an annotation; several choices are no class. */
  private static Optional<String> label(JsonNode annotation) {
    for (JsonNode result : annotation.path("result")) {
      JsonNode choices = result.path("value").path("choices");
      if (result.path("type").asText().equals("choices") && choices.size() == 1) {
        return Optional.of(choices.path(0).asText());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> annotator(JsonNode annotation) {
    JsonNode by = annotation.path("completed_by");
    if (annotation.path("annotator").isTextual()) {
      return Optional.of(annotation.path("annotator").asText());
    }
    if (by.path("email").isTextual()) {
      return Optional.of(by.path("email").asText());
    }
    JsonNode id = by.isObject() ? by.path("id") : by;
    return id.isInt() ? Optional.of("label-studio-" + id.asInt()) : Optional.empty();
  }
}
