package io.sisom.feed.live.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sisom.feed.WrittenTime;
import io.sisom.text.Names;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A picture that was sent as bytes: a JPEG or PNG file, or a JSON object with the file in base64
 * under {@code image}, {@code data} or {@code content}, and beside it what is known of it: {@code
 * capturedAt}, {@code timestamp} or {@code stamp} (ISO text, or a number since 1970 whose size
 * tells its unit), {@code frameId} or {@code id}, {@code sensorId} or {@code sensor}.
 */
public sealed interface PicturePayload {
  /**
   * There is one.
   *
   * @param file not looked at yet
   * @param stamp nanoseconds since the epoch; empty where none is said
   * @param frameId empty where none is said
   * @param sensor empty where none is said
   */
  record Picture(
      ByteBuffer file, OptionalLong stamp, Optional<String> frameId, Optional<String> sensor)
      implements PicturePayload {}

  /**
   * There is none.
   *
   * @param reason in words, for the user
   */
  record Malformed(String reason) implements PicturePayload {}

  /** Reads what was sent; no more is allocated than a small multiple of its length. */
  static PicturePayload of(byte[] bytes) {
    if (bytes.length == 0) {
      return new Malformed("message is empty");
    }
    if (!PayloadReader.beginsAsJson(bytes)) {
      return new Picture(
          ByteBuffer.wrap(bytes), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }
    try {
      return new PayloadReader().read(bytes);
    } catch (IOException e) {
      return new Malformed("message is no whole JSON");
    } catch (IllegalArgumentException e) {
      return new Malformed("the picture in the JSON is no base64");
    }
  }

  /** Gathers the fields of one object. */
  final class PayloadReader {
    private static final JsonFactory JSON =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final Pattern LINE_END = Pattern.compile("[\\r\\n]");
    private static final Set<String> IMAGE = Set.of("image", "data", "content");
    private static final Set<String> TIME = Set.of("capturedAt", "timestamp", "stamp");
    private static final Set<String> ID = Set.of("frameId", "id");
    private static final Set<String> SENSOR = Set.of("sensorId", "sensor");

    private Optional<byte[]> file = Optional.empty();
    private OptionalLong stamp = OptionalLong.empty();
    private Optional<String> frameId = Optional.empty();
    private Optional<String> sensor = Optional.empty();
    private String wrong = "";

    private PayloadReader() {}

    private static boolean beginsAsJson(byte[] bytes) {
      for (byte one : bytes) {
        if (one == '{') {
          return true;
        }
        if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
          return false;
        }
      }
      return false;
    }

    private PicturePayload read(byte[] bytes) throws IOException {
      try (JsonParser in = JSON.createParser(bytes)) {
        in.nextToken();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String name = in.currentName();
          JsonToken token = in.nextToken();
          if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            field(name, in);
          } else {
            in.skipChildren();
          }
        }
        if (in.currentToken() != JsonToken.END_OBJECT) {
          return new Malformed("message is no whole JSON");
        }
      }
      if (!wrong.isEmpty()) {
        return new Malformed(wrong);
      }
      return file.<PicturePayload>map(
              it -> new Picture(ByteBuffer.wrap(it), stamp, frameId, sensor))
          .orElseGet(() -> new Malformed("the JSON has no field image, data or content"));
    }

    private void field(String name, JsonParser in) throws IOException {
      if (IMAGE.contains(name)) {
        String text = in.getText();
        int comma = text.startsWith("data:") ? text.indexOf(',') + 1 : 0;
        String encoded = LINE_END.matcher(text.substring(comma)).replaceAll("");
        file = Optional.of(Base64.getDecoder().decode(encoded));
      } else if (TIME.contains(name)) {
        stamp = WrittenTime.parse(in.getText());
        require(stamp.isPresent(), name + " is no time between 1990 and 2200");
      } else if (ID.contains(name)) {
        frameId = Names.sensor(in.getText());
        require(frameId.isPresent(), name + " is no name: one line of at most 200 characters");
      } else if (SENSOR.contains(name)) {
        sensor = Names.sensor(in.getText());
        require(sensor.isPresent(), name + " is no name: one line of at most 200 characters");
      }
    }

    private void require(boolean right, String complaint) {
      wrong = right ? wrong : complaint;
    }
  }
}
