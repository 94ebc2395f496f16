package io.sisom.cli.demo;

/** Who labels in a demo. */
public sealed interface Labeler {
  /** A simulated annotator who answers from the simulator's truth. */
  record Simulated() implements Labeler {}

  /**
   * A person at the console.
   *
   * @param done returns when the person wants no more
   */
  record Human(Done done) implements Labeler {}

  /** Waits for a person. */
  interface Done {
    /** Returns when the person wants no more. */
    void await() throws Exception;
  }
}
