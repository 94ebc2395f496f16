package io.sisom.feed.live.ros;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outer part of a rosbridge message, in JSON or CBOR. The message of a topic in it is not read
 * here but found: it lies between two places.
 *
 * @param texts fields at the top with short texts or numbers: op, topic, id, level and the like
 * @param message what the field {@code msg} has; empty where there is none
 * @param data the text of a fragment; empty where it is none
 * @param lists lists of texts within the field {@code values}, by name
 */
record Envelope(
    Map<String, String> texts,
    Optional<ByteBuffer> message,
    String data,
    Map<String, List<String>> lists) {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_SHORT = 4096;
  private static final int MAX_LIST = 10_000;
  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(limits()).build();
  private static final JsonFactory CBOR =
      CBORFactory.builder().streamReadConstraints(limits()).build();

  /** A text is never longer than the message that holds it, which is bounded. */
  private static StreamReadConstraints limits() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_DEPTH)
        .maxStringLength(Integer.MAX_VALUE)
        .build();
  }

  static Envelope json(byte[] bytes) throws IOException {
    return read(bytes, JSON);
  }

  static Envelope cbor(byte[] bytes) throws IOException {
    return read(bytes, CBOR);
  }

  String text(String field) {
    return texts.getOrDefault(field, "");
  }

  private static Envelope read(byte[] bytes, JsonFactory factory) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, List<String>> lists = new HashMap<>();
    Optional<ByteBuffer> message = Optional.empty();
    String data = "";
    try (JsonParser in = factory.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object of named fields");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken token = in.nextToken();
        if (name.equals("msg") && token == JsonToken.START_OBJECT) {
          int from = (int) in.currentTokenLocation().getByteOffset();
          in.skipChildren();
          int to = (int) in.currentLocation().getByteOffset();
          message = Optional.of(ByteBuffer.wrap(bytes, from, to - from).slice().asReadOnlyBuffer());
        } else if (name.equals("data") && token == JsonToken.VALUE_STRING) {
          data = in.getText();
        } else if (name.equals("values") && token == JsonToken.START_OBJECT) {
          values(in, lists);
        } else if (token != null && token.isScalarValue()) {
          keepShort(name, in, texts);
        } else {
          in.skipChildren();
        }
      }
    }
    return new Envelope(texts, message, data, lists);
  }

  private static void keepShort(String name, JsonParser in, Map<String, String> texts)
      throws IOException {
    String text = in.getText();
    if (text != null && text.length() <= MAX_SHORT && texts.size() < MAX_DEPTH) {
      texts.put(name, text);
    }
  }

  private static void values(JsonParser in, Map<String, List<String>> lists) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      if (in.nextToken() != JsonToken.START_ARRAY) {
        in.skipChildren();
        continue;
      }
      List<String> list = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() == JsonToken.VALUE_STRING && list.size() < MAX_LIST) {
          list.add(in.getText());
        } else {
          in.skipChildren();
        }
      }
      lists.put(name, list);
    }
  }

  /**
   * The bytes of a message that was sent as {@code cbor-raw}: an object with seconds, nanoseconds
   * and the serialized message. Empty where it is none.
   */
  static Optional<RawBytes> raw(ByteBuffer message) throws IOException {
    byte[] copy = new byte[message.remaining()];
    message.duplicate().get(copy);
    long seconds = 0;
    long nanos = 0;
    Optional<byte[]> found = Optional.empty();
    try (JsonParser in = CBOR.createParser(copy)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken token = in.nextToken();
        if (name.equals("bytes") && token == JsonToken.VALUE_EMBEDDED_OBJECT) {
          found = Optional.of(in.getBinaryValue());
        } else if (name.equals("secs") && token == JsonToken.VALUE_NUMBER_INT) {
          seconds = in.getLongValue();
        } else if (name.equals("nsecs") && token == JsonToken.VALUE_NUMBER_INT) {
          nanos = in.getLongValue();
        } else {
          in.skipChildren();
        }
      }
    }
    long sent = seconds * 1_000_000_000L + nanos;
    return found.map(bytes -> new RawBytes(sent, ByteBuffer.wrap(bytes)));
  }

  /**
   * A serialized message.
   *
   * @param nanos when the bridge had it, by its clock; 0 where it does not say
   */
  record RawBytes(long nanos, ByteBuffer bytes) {}
}
