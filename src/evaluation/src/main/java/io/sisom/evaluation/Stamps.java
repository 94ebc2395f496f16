package io.sisom.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** When the frames of a set were captured. */
@FunctionalInterface
public interface Stamps {
  /**
   * Event time of every frame, in milliseconds.
   *
   * @param captured what the frames themselves say, in their order
   * @throws EvaluationException where there is no time for each, or time stands still or runs back
   */
  long[] of(List<Long> captured);

  /** What the frames say, as those of a topic do. */
  static Stamps captured() {
    return captured -> rising(captured, "the frames' time of capture");
  }

  /** Frames at a steady rate. */
  static Stamps every(double hertz) {
    if (!(hertz > 0 && hertz <= 1000)) {
      throw new EvaluationException("a rate of " + hertz + " frames a second is not above 0");
    }
    return captured -> {
      long[] millis = new long[captured.size()];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = Math.round(1000.0 * i / hertz);
      }
      return millis;
    };
  }

  /**
   * Of a file of JSON objects, one line a frame.
   *
   * @param field that holds milliseconds
   */
  static Stamps listed(Path file, String field) {
    return captured -> {
      List<Long> millis = read(file, field);
      if (millis.size() != captured.size()) {
        throw new EvaluationException(
            "%s has %d lines, the stream has %d frames"
                .formatted(file, millis.size(), captured.size()));
      }
      return rising(millis, file + ", " + field);
    };
  }

  private static List<Long> read(Path file, String field) {
    ObjectMapper json = new ObjectMapper();
    List<Long> millis = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        JsonNode value = json.readTree(line).path(field);
        if (!value.isIntegralNumber()) {
          throw new EvaluationException(
              "%s, line %d: %s is no whole number of milliseconds"
                  .formatted(file, millis.size() + 1, field));
        }
        millis.add(value.longValue());
      }
    } catch (JsonProcessingException e) {
      throw new EvaluationException(
          "%s, line %d is no JSON: %s".formatted(file, millis.size() + 1, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + e.getMessage(), e);
    }
    return millis;
  }

  private static long[] rising(List<Long> millis, String where) {
    for (int i = 1; i < millis.size(); i++) {
      if (millis.get(i) <= millis.get(i - 1)) {
        throw new EvaluationException(
            "%s: frame %d is not later than the one before; give --stamps or --hertz"
                .formatted(where, i));
      }
    }
    return millis.stream().mapToLong(it -> it).toArray();
  }
}
