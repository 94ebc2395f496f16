package io.sisom.console.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sisom.queue.GivenLabel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * COCO's object-detection JSON ("Data format" of its documentation). A label is of a whole frame,
 * so its box is the frame. {@code frame_id} and {@code annotator} are additions that its readers
 * pass over. {@link CocoReader} reads it.
 */
final class Coco {
  private Coco() {}

  static void write(List<ExchangedFrame> frames, OutputStream out) throws IOException {
    Map<String, Integer> categories = new TreeMap<>();
    for (ExchangedFrame frame : frames) {
      frame.entry().answers().forEach(given -> categories.putIfAbsent(given.label(), 0));
    }
    int number = 1;
    for (Map.Entry<String, Integer> category : categories.entrySet()) {
      category.setValue(number++);
    }
    try (JsonGenerator json = JsonFiles.generator(out)) {
      json.writeStartObject();
      json.writeObjectFieldStart("info");
      json.writeStringField("description", "frames labeled with sisom-streams");
      json.writeEndObject();
      json.writeArrayFieldStart("licenses");
      json.writeEndArray();
      images(json, frames);
      annotations(json, frames, categories);
      json.writeArrayFieldStart("categories");
      for (Map.Entry<String, Integer> category : categories.entrySet()) {
        json.writeStartObject();
        json.writeNumberField("id", category.getValue());
        json.writeStringField("name", category.getKey());
        json.writeStringField("supercategory", "");
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void images(JsonGenerator json, List<ExchangedFrame> frames) throws IOException {
    json.writeArrayFieldStart("images");
    int id = 1;
    for (ExchangedFrame frame : frames) {
      json.writeStartObject();
      json.writeNumberField("id", id++);
      json.writeNumberField("width", frame.width());
      json.writeNumberField("height", frame.height());
      json.writeStringField("file_name", frame.picture());
      json.writeStringField(
          "date_captured", frame.entry().candidate().score().getCapturedAt().toString());
      json.writeStringField("frame_id", frame.entry().frameId());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void annotations(
      JsonGenerator json, List<ExchangedFrame> frames, Map<String, Integer> categories)
      throws IOException {
    json.writeArrayFieldStart("annotations");
    int image = 1;
    for (ExchangedFrame frame : frames) {
      for (GivenLabel given : frame.entry().answers()) {
        json.writeStartObject();
        json.writeNumberField("id", given.sequence());
        json.writeNumberField("image_id", image);
        json.writeNumberField("category_id", categories.getOrDefault(given.label(), 0));
        json.writeFieldName("bbox");
        json.writeArray(new int[] {0, 0, frame.width(), frame.height()}, 0, 4);
        json.writeNumberField("area", (long) frame.width() * frame.height());
        json.writeArrayFieldStart("segmentation");
        json.writeEndArray();
        json.writeNumberField("iscrowd", 0);
        json.writeStringField("annotator", given.annotator());
        json.writeEndObject();
      }
      image++;
    }
    json.writeEndArray();
  }
}
