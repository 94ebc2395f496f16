package io.sisom.frame;

import java.util.Locale;

/** What kind of thing is wrong with a frame; stable words for a metric's tag. */
public enum FrameFault {
  /** The value on the topic is null, or the frame has neither content nor a URI. */
  MISSING,
  /** The value is no sensor frame in Avro single-object encoding. */
  GARBAGE,
  /** The frame or sensor id cannot be used. */
  ID,
  /** The encoding is unknown, or the data is in another one than declared. */
  ENCODING,
  /** More or fewer bytes, or other dimensions, than the frame declares or the limits allow. */
  SIZE,
  /** The data ends before the image does. */
  TRUNCATED,
  /** The image claims more pixels, or more passes over them, than the limits allow. */
  BOMB,
  /** The image decoder refuses the data. */
  IMAGE,
  /** The URI is refused or what it points to cannot be read. */
  URI;

  /** The stable word, e.g. {@code truncated}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
