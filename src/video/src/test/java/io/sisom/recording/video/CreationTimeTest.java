package io.sisom.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as containers have them. */
class CreationTimeTest {
  @Test
  void timesWithAnOffsetAreTimes() {
    Instant noon = Instant.parse("2024-05-01T12:00:00Z");
    assertThat(CreationTime.parse("2024-05-01T12:00:00.000000Z")).contains(noon);
    assertThat(CreationTime.parse("2024-05-01T14:00:00+0200")).contains(noon);
    assertThat(CreationTime.parse(" 2024-05-01T14:00:00+02:00 ")).contains(noon);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2024-05-01T12:00:00",
        "1970-01-01T00:00:00.000000Z",
        "1904-01-01T00:00:00Z",
        "2201-01-01T00:00:00Z",
        "2024-13-01T12:00:00Z"
      })
  void othersAreNone(String text) {
    assertThat(CreationTime.parse(text)).isEmpty();
  }
}
