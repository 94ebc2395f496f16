package io.sisom.feed;

import io.sisom.frame.ImageSignature;

/** Separates images from other files by their first bytes, and reports the other files. */
final class ImageSorting {
  private final String prefix;
  private final int maxBytes;
  private final Findings findings = new Findings();

  /** Whoever reads of a file reads {@code prefix} before its name. */
  ImageSorting(String prefix, int maxBytes) {
    this.prefix = prefix;
    this.maxBytes = maxBytes;
  }

  Findings findings() {
    return findings;
  }

  /**
   * Whether a file is an image to take.
   *
   * @param head its first {@link ImageSignature#BYTES} bytes
   */
  boolean takes(String name, long size, byte[] head) {
    if (ImageSignature.encoding(head).isPresent()) {
      if (size <= maxBytes) {
        return true;
      }
      findings.refused().add(Findings.TOO_LARGE + " = " + maxBytes, prefix + name);
    } else if (!FileNames.promisesImage(name)) {
      findings.passedOver().add(Findings.NO_IMAGE, prefix + name);
    } else {
      findings.refused().add(size == 0 ? Findings.EMPTY : Findings.UNKNOWN_IMAGE, prefix + name);
    }
    return false;
  }

  /** Passes over what is hidden; whether it was. */
  boolean hides(String name) {
    boolean hidden = FileNames.hidden(name);
    if (hidden) {
      findings.passedOver().add(Findings.HIDDEN, prefix + name);
    }
    return hidden;
  }

  /** Passes over what is no file. */
  void noFile(String name) {
    findings.passedOver().add(Findings.NO_FILE, prefix + name);
  }

  /** A file that failed to open. */
  void unreadable(String name) {
    findings.refused().add(Findings.UNREADABLE, prefix + name);
  }
}
