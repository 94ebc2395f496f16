package io.sisom.console.exchange;

/** A file that is not of its format; the message says what was expected. */
public final class ImportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public ImportException(String message) {
    super(message);
  }
}
