package io.sisom.feed.live;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Tells a frame that comes again from a new one. With a stamp of its own it comes again where stamp
 * and bytes are those of a recent frame; without one, where the bytes are and the recent frame came
 * on an earlier connection: a broker or a robot that keeps the last message sends it to whoever
 * connects. A camera that is stuck sends one picture with new stamps, and is no such case.
 */
final class RecentFrames {
  /** So many frames of a sensor are remembered. */
  static final int MAX_FRAMES = 32;

  private final Deque<Seen> recent = new ArrayDeque<>();

  private record Seen(OptionalLong stamp, int session, int length, long checksum) {
    boolean isRepeatedBy(Seen later) {
      return length == later.length
          && checksum == later.checksum
          && stamp.equals(later.stamp)
          && (stamp.isPresent() || session < later.session);
    }
  }

  /**
   * Whether it came before; where not, it is remembered.
   *
   * @param stamp of the frame itself, nanoseconds; empty where only its arrival is known
   * @param session number of its connection
   */
  boolean isRepeat(OptionalLong stamp, int session, ByteBuffer content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content.duplicate());
    Seen seen = new Seen(stamp, session, content.remaining(), checksum.getValue());
    if (recent.stream().anyMatch(it -> it.isRepeatedBy(seen))) {
      return true;
    }
    recent.addLast(seen);
    if (recent.size() > MAX_FRAMES) {
      recent.removeFirst();
    }
    return false;
  }
}
