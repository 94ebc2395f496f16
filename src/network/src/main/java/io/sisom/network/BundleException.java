package io.sisom.network;

/**
 * A model bundle that cannot be used; the message names the file, what is wrong, and what it should
 * be.
 */
public final class BundleException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public BundleException(String message) {
    super(message);
  }

  /** With a message for people and the cause underneath. */
  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
