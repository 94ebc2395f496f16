package io.sisom.feed.live.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.feed.live.payload.PicturePayload.Malformed;
import io.sisom.feed.live.payload.PicturePayload.Picture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs send. */
class PicturePayloadTest {
  private static PicturePayload of(String text) {
    return PicturePayload.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"image\":\"AQID\"}",
        " \n{\"data\":\"data:image/png;base64,AQID\",\"more\":[{}]}",
        "{\"x\":null,\"content\":\"AQ\\nID\"}"
      })
  void theFileMayBeInJson(String json) {
    assertThat(of(json))
        .isEqualTo(
            new Picture(
                ByteBuffer.wrap(new byte[] {1, 2, 3}),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "capturedAt, \"2026-01-01T00:00:00Z\"",
    "timestamp, 1767225600",
    "stamp, 1767225600000",
    "stamp, 1767225600000000000"
  })
  void soMayItsTime(String field, String time) {
    PicturePayload read =
        of(
            "{\"image\":\"AQID\",\"%s\":%s,\"frameId\":\"f\",\"sensor\":\"s\"}"
                .formatted(field, time));
    assertThat(read).isInstanceOf(Picture.class);
    Picture picture = (Picture) read;
    assertThat(picture.stamp()).hasValue(1_767_225_600_000_000_000L);
    assertThat(picture.frameId()).contains("f");
    assertThat(picture.sensor()).contains("s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"image\":\"AQID\"         | no whole JSON",
        "{\"image\":\"*\"}           | no base64",
        "{\"picture\":\"AQID\"}      | no field image",
        "{\"image\":\"AQID\",\"stamp\":5} | no time",
        "{\"image\":\"AQID\",\"id\":\"\"} | no name"
      })
  void whatIsWrongIsSaid(String json, String reason) {
    assertThat(of(json)).isInstanceOf(Malformed.class);
    assertThat(((Malformed) of(json)).reason()).contains(reason);
  }

  @Property
  void whateverTheBytesAreTheAnswerIsAValue(@ForAll byte[] bytes, @ForAll boolean json) {
    byte[] given = bytes.clone();
    if (json && given.length > 0) {
      given[0] = '{';
    }
    assertThat(PicturePayload.of(given)).isNotNull();
  }
}
