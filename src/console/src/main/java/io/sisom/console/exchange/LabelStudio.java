package io.sisom.console.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sisom.queue.Candidate;
import io.sisom.queue.GivenLabel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Label Studio's JSON of tasks, predictions and annotations ("Label Studio task format" of its
 * documentation), for a labeling setup of an {@code Image} named {@code image} and {@code Choices}
 * named {@code label}. {@link LabelStudioReader} reads it.
 */
final class LabelStudio {
  static final String FROM = "label";
  static final String TO = "image";

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
}
