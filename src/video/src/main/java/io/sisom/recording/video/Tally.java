package io.sisom.recording.video;

import io.sisom.recording.VideoCounts;
import io.sisom.recording.VideoEvent.Cause;
import io.sisom.recording.VideoEvent.LeftOut;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of packets and pictures. */
final class Tally {
  private final Map<Cause, Long> leftOut = new EnumMap<>(Cause.class);
  private long packets;
  private long given;
  private long passedOver;

  /** The number of a packet that was read, from 0. */
  long packet() {
    return packets++;
  }

  void given() {
    given++;
  }

  void passedOver() {
    passedOver++;
  }

  /** Counts and tells it. */
  LeftOut leftOut(long packet, Cause cause, String reason) {
    leftOut.merge(cause, 1L, Long::sum);
    return new LeftOut(packet, cause, reason);
  }

  /** So far. */
  VideoCounts counts() {
    return new VideoCounts(packets, given, passedOver, leftOut);
  }
}
