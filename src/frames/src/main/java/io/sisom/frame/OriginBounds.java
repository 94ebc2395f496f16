package io.sisom.frame;

import io.sisom.schema.FrameOrigin;
import io.sisom.schema.SensorFrame;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a frame says of itself, held to bounds: it goes on with the frame's score, its alerts and
 * its place in the queue, so it must be small. Beyond the bounds the frame is scored all the same,
 * and this is cut, the same way each time: texts of the source and values of attributes after so
 * many bytes, at the end of a character; attributes whose key is empty or too long are left out;
 * the others are taken in the order of their keys until one no longer fits.
 */
final class OriginBounds {
  /** Most attributes. */
  static final int MAX_ENTRIES = 32;

  /** Longest key, bytes in UTF-8. */
  static final int MAX_KEY_BYTES = 64;

  /** Longest value, and longest text of a source, bytes in UTF-8. */
  static final int MAX_TEXT_BYTES = 256;

  /** Most bytes of all keys and values. */
  static final int MAX_BYTES = 2048;

  private OriginBounds() {}

  /** The frame, or one that is the same but for what is cut. */
  static SensorFrame bounded(SensorFrame frame) {
    FrameOrigin source = bounded(frame.getSource());
    Map<String, String> attributes = bounded(frame.getAttributes());
    if (source == frame.getSource() && attributes == frame.getAttributes()) {
      return frame;
    }
    return new SensorFrame(
        frame.getFrameId(),
        frame.getSensorId(),
        frame.getCapturedAt(),
        frame.getEncoding(),
        frame.getWidth(),
        frame.getHeight(),
        frame.getContent(),
        frame.getUri(),
        source,
        attributes);
  }

  private static @Nullable FrameOrigin bounded(@Nullable FrameOrigin source) {
    if (source == null) {
      return null;
    }
    FrameOrigin cut =
        new FrameOrigin(
            cut(source.getRobot()),
            cut(source.getTopic()),
            cut(source.getStream()),
            cut(source.getPosition()));
    return cut.equals(source) ? source : cut;
  }

  private static Map<String, String> bounded(Map<String, String> attributes) {
    if (attributes.isEmpty()) {
      return attributes;
    }
    Map<String, String> kept = new TreeMap<>();
    int bytes = 0;
    for (Map.Entry<String, String> entry : new TreeMap<>(attributes).entrySet()) {
      int key = bytes(entry.getKey(), MAX_KEY_BYTES);
      if (key == 0 || key > MAX_KEY_BYTES) {
        continue;
      }
      String value = String.valueOf(cut(entry.getValue()));
      bytes += key + bytes(value, MAX_TEXT_BYTES);
      if (kept.size() == MAX_ENTRIES || bytes > MAX_BYTES) {
        break;
      }
      kept.put(entry.getKey(), value);
    }
    return kept.equals(attributes) ? attributes : kept;
  }

  private static @Nullable String cut(@Nullable String text) {
    if (text == null || bytes(text, MAX_TEXT_BYTES) <= MAX_TEXT_BYTES) {
      return text;
    }
    int end = 0;
    int bytes = 0;
    while (true) {
      int point = text.codePointAt(end);
      bytes += bytes(point);
      if (bytes > MAX_TEXT_BYTES) {
        return text.substring(0, end);
      }
      end += Character.charCount(point);
    }
  }

  /** In UTF-8; counted until there are more than {@code limit}. */
  private static int bytes(String text, int limit) {
    int bytes = 0;
    for (int i = 0; i < text.length() && bytes <= limit; ) {
      int point = text.codePointAt(i);
      bytes += bytes(point);
      i += Character.charCount(point);
    }
    return bytes;
  }

  private static int bytes(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
}
