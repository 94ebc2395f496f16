package io.sisom.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** JSON in and out of requests. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

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
