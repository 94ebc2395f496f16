package io.sisom.recording.video;

/** A decoded picture that cannot be made RGB; the message says why. */
final class UnpaintableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnpaintableException(String message) {
    super(message);
  }
}
