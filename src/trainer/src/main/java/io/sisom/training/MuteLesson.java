package io.sisom.training;

import io.sisom.reference.MutedFrames;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was learned of muted frames.
 *
 * @param frames with their radii; empty where none are to be muted, or too few
 * @param share of them, 0 to 1, that the others would have muted; empty with {@code frames}
 */
record MuteLesson(Optional<MutedFrames> frames, OptionalDouble share) {
  static final MuteLesson NOTHING = new MuteLesson(Optional.empty(), OptionalDouble.empty());
}
