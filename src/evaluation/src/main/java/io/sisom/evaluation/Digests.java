package io.sisom.evaluation;

import io.sisom.schema.SensorFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of what features depend on. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds a file's bytes. */
  static void addFile(MessageDigest digest, Path file) {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Adds all that a frame's row depends on. */
  static void addFrame(MessageDigest digest, SetFrame frame) {
    addText(digest, frame.label() == null ? "" : "=" + frame.label());
    addText(digest, String.valueOf(frame.frame().getFrameId()));
    digest.update(encoded(frame.frame()));
  }

  /** 64 bits that tell a frame's picture from others. */
  static long fingerprint(SensorFrame frame) {
    return ByteBuffer.wrap(sha256().digest(encoded(frame))).getLong();
  }

  private static byte[] encoded(SensorFrame frame) {
    ByteBuffer content = frame.getContent();
    byte[] head =
        (frame.getEncoding() + " " + frame.getWidth() + "x" + frame.getHeight() + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] body =
        content == null
            ? String.valueOf(frame.getUri()).getBytes(StandardCharsets.UTF_8)
            : new byte[content.remaining()];
    if (content != null) {
      content.duplicate().get(body);
    }
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  private static void addText(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
