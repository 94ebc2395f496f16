package io.sisom.scoring;

/**
 * The device or Kafka gave no answer; the stream thread ends without a commit and its frames are
 * scored again.
 */
final class ScoringFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScoringFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
