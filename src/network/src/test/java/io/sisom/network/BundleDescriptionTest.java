package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BundleDescriptionTest {
  private static final String ALL = "{\"method\": \"forward\", \"taps\": [\"early\", \"late\"]}";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void readsTheMethodsOfABundle() throws Exception {
    String late = "{\"method\": \"gradients_from_1\", \"taps\": [\"late\"]}";
    BundleMethods methods =
        read(
            ", \"methods\": {\"gradients\": [%s, %s], \"plain\": \"plain\", \"half\": \"use_half\", \"bfloat16\": \"use_bfloat16\", \"refold\": \"refold\", \"heatMap\": \"heat_map\"}"
                .formatted(ALL, late));
    assertThat(methods)
        .isEqualTo(
            new BundleMethods(
                List.of(
                    new GradientMethod("forward", Set.of("early", "late")),
                    new GradientMethod("gradients_from_1", Set.of("late"))),
                Optional.of("plain"),
                Optional.of("use_half"),
                Optional.of("use_bfloat16"),
                Optional.of("refold"),
                Optional.of("heat_map")));
  }

  @Test
  void takesForwardForEveryTapWhereNoMethodsAreNamed() throws Exception {
    BundleMethods methods = read("");
    assertThat(methods.cheapest(Set.of("late")))
        .isEqualTo(new GradientMethod("forward", Set.of("early", "late")));
    assertThat(methods.plain()).isEmpty();
    assertThat(methods.half()).isEmpty();
    assertThat(methods.bfloat16()).isEmpty();
    assertThat(methods.heatMap()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | methods.gradients is missing",
        "{'gradients': []} | gives the gradients of every tap",
        "{'gradients': [{'method': 'f', 'taps': ['late']}]} | gives the gradients of every tap",
        "{'gradients': [{'method': 'f', 'taps': ['later']}]} | names taps [later], there are",
        "{'gradients': [{'method': 'f'}]} | methods.gradients.taps is missing",
        "{'gradients': [{'method': 'a b', 'taps': ['early', 'late']}]} | has a name that is none",
      })
  void refusesMethodsThatContradictTheRest(String methods, String message) {
    assertThatThrownBy(() -> read(", \"methods\": " + methods.replace('\'', '"')))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(message);
  }

  /** The exporter's test_description.py reads the same cases. */
  static Stream<Arguments> casesOfBothSides() throws IOException {
    try (InputStream in = BundleDescriptionTest.class.getResourceAsStream("descriptions.json")) {
      JsonNode told = JSON.readTree(in);
      return StreamSupport.stream(told.get("cases").spliterator(), false)
          .map(
              one ->
                  Arguments.of(
                      one.get("case").textValue(),
                      described((ObjectNode) told.get("plain").deepCopy(), one.get("changes")),
                      one.get("problem").textValue()));
    }
  }

  private static ObjectNode described(ObjectNode plain, JsonNode changes) {
    plain.setAll((ObjectNode) changes);
    JsonNode labels = plain.get("labels");
    if (labels.isObject()) {
      ArrayNode drawn = plain.putArray("labels");
      for (int i = 0; i < labels.get("count").intValue(); i++) {
        drawn.add(("%0" + labels.get("length").intValue() + "d").formatted(i));
      }
    }
    return plain;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("casesOfBothSides")
  void takesAndRefusesWhatTheExporterDoesInTheSameWords(
      String name, JsonNode described, @Nullable String problem) throws Exception {
    Path file = folder.resolve("model.json");
    Files.writeString(file, described.toString());
    if (problem == null) {
      assertThat(BundleDescription.read(file).labels()).as(name).isNotEmpty();
    } else {
      assertThatThrownBy(() -> BundleDescription.read(file))
          .as(name)
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(problem);
    }
  }

  private BundleMethods read(String more) throws BundleException, IOException {
    Path file = folder.resolve("model.json");
    Files.writeString(
        file,
        """
        {"format": 1, "name": "m", "penultimate": 2, "pooling": "mean", "labels": ["a", "b"],
         "input": {"dtype": "uint8", "channels": 3, "height": 8, "width": 8, "colour": "RGB"},
         "taps": [{"name": "early", "offset": 0, "width": 1}, {"name": "late", "offset": 1, "width": 2}]%s}
        """
            .formatted(more));
    return BundleDescription.read(file).methods();
  }
}
