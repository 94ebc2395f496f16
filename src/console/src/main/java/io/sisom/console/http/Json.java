package io.sisom.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON in and out of requests. */
final class Json {
  // Two fields of one name would say two things.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Maps, lists, strings and numbers as JSON; a number that is not finite becomes a string. */
  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of plain values are always JSON", e);
    }
  }

  static JsonNode read(byte[] body) {
    try {
      JsonNode read = MAPPER.readTree(body);
      if (read == null || !read.isObject()) {
        throw Problem.badRequest("the body must be a JSON object");
      }
      return read;
    } catch (IOException e) {
      throw Problem.badRequest("the body is not JSON");
    }
  }
}
