package io.sisom.recording.video;

import io.sisom.recording.VideoEvent.Cause;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which of a decoder's pictures show what the camera saw.
 *
 * <p>Most pictures are changes to earlier ones. A decoder that misses one goes on with what it has,
 * and says so of the damaged picture at most, not of those that build on it; such smeared pictures
 * look novel to a model. So after damage nothing passes until a key frame that was sent after it,
 * and nothing passes before the first key frame.
 *
 * <p>Packets are numbered in the order of decoding, pictures come in the order of time. A picture
 * is sound if there is no damage between the key frame that it follows and itself, both in the
 * order of decoding.
 */
final class PictureGate {
  /** Damage that is remembered; more than pictures that a decoder holds back. */
  private static final int MAX_REMEMBERED = 64;

  private final TreeSet<Long> damaged = new TreeSet<>();
  private long key = -1;

  /** That a packet is damaged or missing. */
  void damage(long packet) {
    damaged.add(packet);
    if (damaged.size() > MAX_REMEMBERED) {
      // The first decides for pictures of today's key frame, the last ones for the next.
      damaged.remove(damaged.higher(damaged.first()));
    }
  }

  /**
   * Judges the next picture in the order of time.
   *
   * @param packet that it was decoded from
   * @param isKey whether it builds on no other
   * @param concealed whether the decoder guessed parts of it
   * @return why it must be left out; empty where it is sound
   */
  Optional<Cause> judge(long packet, boolean isKey, boolean concealed) {
    if (concealed) {
      damage(packet);
      return Optional.of(key < 0 && !isKey ? Cause.BEFORE_KEY_FRAME : Cause.CONCEALED);
    }
    if (isKey && !damaged.contains(packet)) {
      key = packet;
      damaged.headSet(packet).clear();
      return Optional.empty();
    }
    if (key < 0) {
      return Optional.of(Cause.BEFORE_KEY_FRAME);
    }
    return !damaged.isEmpty() && damaged.first() <= packet
        ? Optional.of(Cause.AFTER_DAMAGE)
        : Optional.empty();
  }

  /** Whether a key frame has passed. */
  boolean joined() {
    return key >= 0;
  }
}
