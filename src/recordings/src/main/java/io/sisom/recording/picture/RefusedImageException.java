package io.sisom.recording.picture;

/** Carries a refusal out of the converting steps; never leaves this package. */
final class RefusedImageException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedImageException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
