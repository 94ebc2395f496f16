package io.sisom.console;

/** Whether the console serves the queue. */
public enum ConsoleState {
  /** It reads the queue's state, at first or after trouble with Kafka. */
  OPENING("the console takes the queue over and reads its state; try again in a moment"),
  /** It serves. */
  SERVING("the console serves the queue"),
  /** Another console has the queue; this one does nothing more. */
  TAKEN_OVER("another console has taken over the queue; this one has stopped"),
  /** What writes the queue has failed in a way that this process cannot mend. */
  FAILED(
      "the console can no longer write the queue, and its log says why; start it again, nothing that"
          + " was confirmed is lost"),
  /** It was told to end. */
  STOPPED("the console is ending");

  private final String words;

  ConsoleState(String words) {
    this.words = words;
  }

  /** Whether the process still works, or will. */
  public boolean live() {
    return this != TAKEN_OVER && this != FAILED;
  }

  /** Whether the queue is served. */
  public boolean ready() {
    return this == SERVING;
  }

  /** In a sentence without its stop. */
  public String words() {
    return words;
  }
}
