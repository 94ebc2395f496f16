package io.sisom.console;

/** Another console writes the queue now. Never leaves this package. */
final class TakenOverException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Owner by;

  TakenOverException(Owner by) {
    super("another console has taken over the queue", null, false, false);
    this.by = by;
  }

  Owner by() {
    return by;
  }
}
