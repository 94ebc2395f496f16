package io.sisom.method;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Figures computed outside this project; tests that need them are skipped where they are absent.
 */
final class Golden {
  private Golden() {}

  static JsonNode read(String name) throws IOException {
    Path file = Path.of("../shared/golden", name);
    assumeTrue(Files.isReadable(file), () -> "skipped: no golden figures at " + file);
    return new ObjectMapper().readTree(file.toFile());
  }

  /**
   * Numbers. The text "Infinity" stands for itself; so does null here: it is the ratio of a sample
   * alone in its class, which has no anchor to measure from, and we define as infinite.
   */
  static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size())
        .mapToObj(array::get)
        .mapToDouble(
            figure ->
                figure.isNull() ? Double.POSITIVE_INFINITY : Double.parseDouble(figure.asText()))
        .toArray();
  }

  static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).intValue()).toArray();
  }

  static double[][] rows(JsonNode array) {
    return IntStream.range(0, array.size())
        .mapToObj(i -> doubles(array.get(i)))
        .toArray(double[][]::new);
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
