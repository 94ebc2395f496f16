package io.sisom.feed;

/** A file that cannot be fed. The message names the file, the place in it and what was expected. */
public final class FeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For people. */
  public FeedException(String message) {
    super(message);
  }

  /** For people, with the file system's complaint. */
  public FeedException(String message, Throwable cause) {
    super(message + " (" + cause.getMessage() + ")", cause);
  }
}
