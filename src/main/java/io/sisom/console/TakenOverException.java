package io.sisom.console;

/** Another console writes the queue now. Never leaves this package. */
final class TakenOverException extends Exception {
  private static final long serialVersionUID = 1L;

  TakenOverException() {
    super("another console has taken over the queue", null, false, false);
  }
}
