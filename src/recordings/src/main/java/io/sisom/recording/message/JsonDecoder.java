package io.sisom.recording.message;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/**
 * Reads messages in JSON, as Foxglove's schemas have them and as rosbridge writes ROS's: fields by
 * their names, bytes in base64 or as a list of numbers; and in CBOR (RFC 8949), where they are
 * bytes. Only the image's bytes are kept; everything else is passed over or short.
 */
final class JsonDecoder implements MessageDecoder {
  private static final int MAX_DEPTH = 64;

  /** Limits of everything but base64, which is decoded as it is read. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxStringLength(ImageFields.MAX_TEXT)
          .maxNameLength(ImageFields.MAX_TEXT)
          .maxNumberLength(100)
          .build();

  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(LIMITS).build();

  private static final JsonFactory CBOR =
      CBORFactory.builder().streamReadConstraints(LIMITS).build();

  private static final Base64Variant BASE64 =
      Base64Variants.MIME_NO_LINEFEEDS.withReadPadding(
          Base64Variant.PaddingReadBehaviour.PADDING_ALLOWED);

  private static final Set<String> TEXTS = Set.of("frame_id", "encoding", "format");
  private static final Set<String> NUMBERS = Set.of("width", "height", "step", "is_bigendian");

  private final ImageType type;
  private final JsonFactory factory;

  private JsonDecoder(ImageType type, JsonFactory factory) {
    this.type = type;
    this.factory = factory;
  }

  /** For messages in JSON. */
  static JsonDecoder json(ImageType type) {
    return new JsonDecoder(type, JSON);
  }

  /** For messages in CBOR. */
  static JsonDecoder cbor(ImageType type) {
    return new JsonDecoder(type, CBOR);
  }

  @Override
  public ImageMessage decode(ByteBuffer payload) {
    ImageFields fields = new ImageFields();
    try (JsonParser json = factory.createParser(new PayloadStream(payload))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new ImageMessage.Malformed(
            "message is no %s object".formatted(factory.getFormatName()));
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("header") && json.currentToken() == JsonToken.START_OBJECT) {
          header(json, fields);
        } else if (name.equals("data")) {
          fields.data(bytes(json));
        } else {
          field(name, json, fields);
        }
      }
      return fields.as(type);
    } catch (StreamReadException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      return new ImageMessage.Malformed(
          "message is no whole %s: wrong near byte %d".formatted(factory.getFormatName(), at));
    } catch (IOException e) {
      return new ImageMessage.Malformed(
          "message is no %s that can be read here".formatted(factory.getFormatName()));
    } catch (MalformedMessageException e) {
      return new ImageMessage.Malformed(e.reason());
    }
  }

  private static void header(JsonParser json, ImageFields fields) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      field(name, json, fields);
    }
  }

  private static void field(String name, JsonParser json, ImageFields fields) throws IOException {
    JsonToken token = json.currentToken();
    if (name.equals("timestamp") || name.equals("stamp")) {
      stamp(json, fields);
    } else if (TEXTS.contains(name) && token == JsonToken.VALUE_STRING) {
      fields.text(name, json.getText());
    } else if (NUMBERS.contains(name) && token == JsonToken.VALUE_NUMBER_INT) {
      fields.number(name, json.getLongValue());
    } else if (NUMBERS.contains(name) && token.isBoolean()) {
      fields.number(name, token == JsonToken.VALUE_TRUE ? 1 : 0);
    } else {
      json.skipChildren();
    }
  }

  /** Seconds and nanoseconds, or a text as protobuf's own JSON has it. */
  private static void stamp(JsonParser json, ImageFields fields) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      try {
        Instant instant = Instant.parse(json.getText());
        fields.stamp(instant.getEpochSecond(), instant.getNano());
      } catch (DateTimeException e) {
        return; // as if there were none
      }
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    long seconds = 0;
    long nanos = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        json.skipChildren();
      } else if (Stamps.SECONDS.contains(name)) {
        seconds = json.getLongValue();
      } else if (Stamps.NANOS.contains(name)) {
        nanos = json.getLongValue();
      }
    }
    fields.stamp(seconds, nanos);
  }

  private static ByteBuffer bytes(JsonParser json) throws IOException, MalformedMessageException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> ByteBuffer.allocate(0);
      case VALUE_STRING -> ByteBuffer.wrap(json.getBinaryValue(BASE64));
      case VALUE_EMBEDDED_OBJECT -> ByteBuffer.wrap(json.getBinaryValue());
      case START_ARRAY -> ByteBuffer.wrap(list(json));
      default -> throw new MalformedMessageException("field data is neither base64 nor a list");
    };
  }

  private static byte[] list(JsonParser json) throws IOException, MalformedMessageException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw new MalformedMessageException("field data has something that is no byte");
      }
      bytes.write(json.getIntValue());
    }
    return bytes.toByteArray();
  }
}
