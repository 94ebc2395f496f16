package io.sisom.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleDescriptionTest {
  private static final String ALL = "{\"method\": \"forward\", \"taps\": [\"early\", \"late\"]}";

  @TempDir Path folder;

  @Test
  void readsTheMethodsOfABundle() throws Exception {
    String late = "{\"method\": \"gradients_from_1\", \"taps\": [\"late\"]}";
    BundleMethods methods =
        read(
            ", \"methods\": {\"gradients\": [%s, %s], \"plain\": \"plain\", \"half\": \"use_half\", \"refold\": \"refold\", \"heatMap\": \"heat_map\"}"
                .formatted(ALL, late));
    assertThat(methods)
        .isEqualTo(
            new BundleMethods(
                List.of(
                    new GradientMethod("forward", Set.of("early", "late")),
                    new GradientMethod("gradients_from_1", Set.of("late"))),
                Optional.of("plain"),
                Optional.of("use_half"),
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
