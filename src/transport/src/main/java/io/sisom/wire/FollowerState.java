package io.sisom.wire;

/** What a {@link TopicFollower} is at. */
public sealed interface FollowerState {
  /** It connects, or it has not been started. */
  record Connecting() implements FollowerState {}

  /** It reads. */
  record Following() implements FollowerState {}

  /** It tries again, or is asked again, after a while. */
  record Waiting(String reason) implements FollowerState {}

  /** It was told to end, and has. */
  record Stopped() implements FollowerState {}

  /** A bug ended it; nothing is read any more. */
  record Failed(Throwable bug) implements FollowerState {}
}
