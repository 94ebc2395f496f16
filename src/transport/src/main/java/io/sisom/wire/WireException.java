package io.sisom.wire;

/**
 * Bytes from outside that are not what they should be. The message says so in words fit for a dead
 * letter.
 */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message for people and the decoder's own complaint. */
  public WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
