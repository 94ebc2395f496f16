package io.sisom.feed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** JPEG and PNG images by name; sealed, since sizes must be bounded before they are read. */
public sealed interface Images extends AutoCloseable permits ImageFolder, ImageTar {
  /** Names in order, at least one. */
  List<String> names();

  /**
   * One image as it lies there.
   *
   * @throws FeedException where it cannot be read or is larger than allowed
   */
  byte[] read(String name);

  @Override
  void close();

  /** The encoding a file's name promises: jpeg, png or none. */
  static Optional<String> encodingOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".jpg") || lower.endsWith(".jpeg")) {
      return Optional.of("jpeg");
    }
    return lower.endsWith(".png") ? Optional.of("png") : Optional.empty();
  }

  /** Refuses an image that no scorer would take. */
  static void checkSize(String what, long bytes, int maxBytes) {
    if (bytes > maxBytes) {
      throw new FeedException(
          what + " has " + bytes + " bytes, more than frame.max.bytes = " + maxBytes);
    }
  }
}
