package io.sisom.evaluation;

/** An evaluation that cannot be made; the message names the file or set and says what to do. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For people. */
  public EvaluationException(String message) {
    super(message);
  }

  /** For people, with the cause underneath. */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
