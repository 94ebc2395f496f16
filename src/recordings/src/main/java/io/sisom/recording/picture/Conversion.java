package io.sisom.recording.picture;

/** What became of an image message. */
public sealed interface Conversion {
  /** A picture that a frame takes. */
  record Converted(FramePicture picture) implements Conversion {}

  /**
   * No picture.
   *
   * @param reason what is wrong or missing, in words, for the user
   */
  record Refused(String reason) implements Conversion {}
}
