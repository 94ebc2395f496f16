package io.sisom.service;

/**
 * A command cannot do its work for a reason the user can mend; the message is all that is shown.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public CommandFailure(String message) {
    super(message);
  }
}
