package io.sisom.console.exchange;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;

/** JSON in and out. */
final class JsonFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonFiles() {}

  /** A generator that leaves the stream open when it is closed. */
  static JsonGenerator generator(OutputStream out) throws IOException {
    return JSON.getFactory()
        .createGenerator(out, JsonEncoding.UTF8)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  static JsonNode tree(byte[] file) throws ImportException {
    try {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new ImportException("the file is not JSON");
    }
  }
}
