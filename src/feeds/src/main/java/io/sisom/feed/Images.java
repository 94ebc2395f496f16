package io.sisom.feed;

import java.util.List;

/**
 * JPEG and PNG images, told by their first bytes, not by their names; sealed, since sizes must be
 * bounded before they are read.
 */
public sealed interface Images extends AutoCloseable permits ImageFolder, ImageTar {
  /** Names in order. */
  List<String> names();

  /** What lies beside them. */
  Findings findings();

  /**
   * One image as it lies there.
   *
   * @throws FeedException where it cannot be read or is larger than allowed
   */
  byte[] read(String name);

  @Override
  void close();

  /** Refuses an image that no scorer would take. */
  static void checkSize(String what, long bytes, int maxBytes) {
    if (bytes > maxBytes) {
      throw new FeedException(
          what + " has " + bytes + " bytes, more than frame.max.bytes = " + maxBytes);
    }
  }

  /** Why there is nothing to feed. */
  static FeedException none(Object where, Findings findings) {
    StringBuilder message =
        new StringBuilder(where + " holds no image: expected JPEG or PNG files");
    findings
        .refused()
        .groups()
        .forEach((why, it) -> message.append("; " + why + ": " + it.words()));
    findings
        .passedOver()
        .groups()
        .forEach((why, it) -> message.append("; " + why + ": " + it.words()));
    return new FeedException(message.toString());
  }
}
