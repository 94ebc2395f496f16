package io.sisom.feed;

/**
 * What was found in a source and not taken, and why.
 *
 * @param passedOver what is no data: the rest is complete without it
 * @param refused what was meant to be data: the rest is a part
 * @param notes what was taken in another way than one may expect
 */
public record Findings(Tally passedOver, Tally refused, Tally notes) {
  /** A file or folder that systems and programs put beside data. */
  public static final String HIDDEN = "hidden or a system's own";

  /** A file that is no image and does not say that it is one. */
  public static final String NO_IMAGE = "no image";

  /** A file that is called an image and has no byte. */
  public static final String EMPTY = "image of 0 bytes";

  /** A file that is called an image and begins like neither JPEG nor PNG. */
  public static final String UNKNOWN_IMAGE = "neither JPEG nor PNG by its first bytes";

  /** An image that no scorer would take. */
  public static final String TOO_LARGE = "larger than frame.max.bytes";

  /** A file that could not be opened. */
  public static final String UNREADABLE = "cannot be read";

  /** Something that is no file. */
  public static final String NO_FILE = "folder, link or device where a file is expected";

  /** Nothing yet. */
  public Findings() {
    this(new Tally(), new Tally(), new Tally());
  }

  /** Adds all of another. */
  public void addAll(Findings other) {
    passedOver.addAll(other.passedOver);
    refused.addAll(other.refused);
    notes.addAll(other.notes);
  }
}
