package io.sisom.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pillow, in a Python of its own: a decoder that is none of ours. */
final class PillowReference implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process python;
  private final DataInputStream answers;
  private final Path script;

  /** Starts it in {@code interpreter}, a Python that has Pillow. */
  PillowReference(String interpreter) throws IOException {
    script = Files.createTempFile("pillow", ".py");
    try (InputStream in = PillowReference.class.getResourceAsStream("pillow.py")) {
      Files.write(script, in.readAllBytes());
    }
    python =
        new ProcessBuilder(interpreter, script.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers = new DataInputStream(new BufferedInputStream(python.getInputStream(), 1 << 16));
  }

  /** Pixels in planes, or why there are none. */
  record Answer(Planes planes, String refusal) {
    boolean refused() {
      return !refusal.isEmpty();
    }
  }

  Answer decode(Path file) throws IOException {
    python.getOutputStream().write((file + "\n").getBytes(StandardCharsets.UTF_8));
    python.getOutputStream().flush();
    JsonNode answer = JSON.readTree(line());
    if (answer.has("refused")) {
      return new Answer(new Planes(1, 0, 0, new byte[0]), answer.get("refused").asText());
    }
    int width = answer.get("width").asInt();
    int height = answer.get("height").asInt();
    byte[] pixels = new byte[3 * width * height];
    answers.readFully(pixels);
    return new Answer(Planes.ofInterleaved(height, width, pixels), "");
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException("Python ended; has it Pillow?");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    python.destroy();
    Files.deleteIfExists(script);
  }
}
