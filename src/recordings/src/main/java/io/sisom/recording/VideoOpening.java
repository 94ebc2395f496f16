package io.sisom.recording;

/** How the opening of a film ends. */
public sealed interface VideoOpening {
  /**
   * It is open.
   *
   * @param pictures to be closed by the caller
   */
  record Opened(VideoPictures pictures) implements VideoOpening {}

  /**
   * It holds no film that is read here.
   *
   * @param reason what is wrong, in words, for the user
   */
  record Refused(String reason) implements VideoOpening {}
}
