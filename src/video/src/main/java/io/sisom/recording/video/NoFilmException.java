package io.sisom.recording.video;

/** A file that holds no film that is read here; the message says why, to follow the file's name. */
final class NoFilmException extends Exception {
  private static final long serialVersionUID = 1L;

  NoFilmException(String message) {
    super(message);
  }
}
