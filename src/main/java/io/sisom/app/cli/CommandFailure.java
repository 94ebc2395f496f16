package io.sisom.app.cli;

/**
 * A command cannot do its work for a reason the user can mend; the message is all that is shown.
 */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
