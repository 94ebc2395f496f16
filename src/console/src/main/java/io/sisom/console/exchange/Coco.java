package io.sisom.console.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sisom.console.json.Json;
import io.sisom.console.json.SourceJson;
import io.sisom.queue.GivenLabel;
import io.sisom.queue.Skip;
import io.sisom.wire.LabelKind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * COCO's object-detection JSON ("Data format" of its documentation). A label is of a whole frame,
 * so its box is the frame. {@code frame_id}, {@code source}, {@code attributes} and {@code
 * annotator} are additions that its readers pass over. An answer that a frame shows no class is of
 * a category {@code foreign} or {@code fault} below the supercategory {@value #KIND}. Written piece
 * by piece; {@link CocoReader} reads it.
 */
final class Coco {
  /** Supercategory of what is no class. */
  static final String KIND = "none of these";

  private Coco() {}

  record Info(String description) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Image(
      int id,
      int width,
      int height,
      String fileName,
      Instant dateCaptured,
      String frameId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SourceJson source,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> attributes) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Annotation(
      long id,
      int imageId,
      int categoryId,
      List<Integer> bbox,
      long area,
      List<Integer> segmentation,
      int iscrowd,
      String annotator) {
    static Annotation of(
        long sequence, String annotator, int image, int category, ExchangedFrame frame) {
      return new Annotation(
          sequence,
          image,
          category,
          List.of(0, 0, frame.width(), frame.height()),
          (long) frame.width() * frame.height(),
          List.of(),
          0,
          annotator);
    }
  }

  /** A category without its number; classes come first. */
  private record Named(String supercategory, String name) implements Comparable<Named> {
    private static final Comparator<Named> ORDER =
        Comparator.comparing(Named::supercategory).thenComparing(Named::name);

    static Named of(GivenLabel given) {
      return new Named("", given.label());
    }

    static Named of(Skip skip) {
      return new Named(KIND, skip.reason().kind().map(LabelKind::word).orElseThrow());
    }

    @Override
    public int compareTo(Named other) {
      return ORDER.compare(this, other);
    }
  }

  record Category(int id, String name, String supercategory) {}

  static void write(List<ExchangedFrame> frames, OutputStream out) throws IOException {
    Map<Named, Integer> categories = new TreeMap<>();
    for (ExchangedFrame frame : frames) {
      frame.entry().answers().forEach(given -> categories.putIfAbsent(Named.of(given), 0));
      frame.entry().noneAnswers().forEach(skip -> categories.putIfAbsent(Named.of(skip), 0));
    }
    int number = 1;
    for (Map.Entry<Named, Integer> category : categories.entrySet()) {
      category.setValue(number++);
    }
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writePOJOField("info", new Info("frames labeled with sisom-streams"));
      json.writePOJOField("licenses", List.of());
      json.writeArrayFieldStart("images");
      images(json, frames);
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      annotations(json, frames, categories);
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (Map.Entry<Named, Integer> category : categories.entrySet()) {
        Named named = category.getKey();
        json.writePOJO(new Category(category.getValue(), named.name(), named.supercategory()));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void images(JsonGenerator json, List<ExchangedFrame> frames) throws IOException {
    int id = 1;
    for (ExchangedFrame frame : frames) {
      json.writePOJO(
          new Image(
              id++,
              frame.width(),
              frame.height(),
              frame.picture(),
              frame.entry().candidate().score().getCapturedAt(),
              frame.entry().frameId(),
              SourceJson.of(frame.entry().candidate().score().getSource()),
              frame.entry().candidate().score().getAttributes()));
    }
  }

  private static void annotations(
      JsonGenerator json, List<ExchangedFrame> frames, Map<Named, Integer> categories)
      throws IOException {
    int image = 1;
    for (ExchangedFrame frame : frames) {
      for (GivenLabel given : frame.entry().answers()) {
        int category = categories.getOrDefault(Named.of(given), 0);
        json.writePOJO(Annotation.of(given.sequence(), given.annotator(), image, category, frame));
      }
      for (Skip skip : frame.entry().noneAnswers()) {
        int category = categories.getOrDefault(Named.of(skip), 0);
        json.writePOJO(Annotation.of(skip.sequence(), skip.annotator(), image, category, frame));
      }
      image++;
    }
  }
}
