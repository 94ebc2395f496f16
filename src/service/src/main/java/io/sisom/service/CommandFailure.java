package io.sisom.service;

/**
 * A command cannot do its work for a reason that the user can fix. Only the message is shown,
 * without a stack trace.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public CommandFailure(String message) {
    super(message);
  }
}
