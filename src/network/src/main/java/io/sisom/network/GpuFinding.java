package io.sisom.network;

/**
 * One thing that scoring on a GPU needs, and whether it is there.
 *
 * @param what for example {@code driver}
 * @param state of it
 * @param text what was found and where, or what to install
 */
public record GpuFinding(String what, State state, String text) {
  /** How it stands. */
  public enum State {
    /** It is there. */
    FOUND,
    /** It is not, and no GPU is used without. */
    MISSING,
    /** Worth knowing. */
    NOTE
  }

  static GpuFinding found(String what, String text) {
    return new GpuFinding(what, State.FOUND, text);
  }

  static GpuFinding missing(String what, String text) {
    return new GpuFinding(what, State.MISSING, text);
  }

  static GpuFinding note(String what, String text) {
    return new GpuFinding(what, State.NOTE, text);
  }
}
