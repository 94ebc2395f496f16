package io.sisom.recording;

import java.io.Closeable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes packets of one video stream in the order in which they were sent. After each packet,
 * {@link #next} is asked until it has nothing more: a picture may come some packets later than its
 * own, since pictures come in the order of time. A stream that is joined in its middle yields
 * nothing before its first key frame.
 *
 * <p>Not for use by several threads.
 */
public interface PacketDecoder extends Closeable {
  /** Largest packet, bytes; a larger one is left out. */
  int MAX_PACKET_BYTES = 64 << 20;

  /**
   * Takes one packet.
   *
   * @param nanos time of its picture, any origin; the picture comes out with it
   * @param packet one access unit (H.264 and H.265 with start codes); read, not kept
   */
  void send(long nanos, ByteBuffer packet);

  /** No packet follows; what is still to come is there for {@link #next}. */
  void end();

  /** The next picture, or what is left out; null where another packet is needed, or at the end. */
  @Nullable VideoEvent next();

  /** What is counted so far. */
  VideoCounts counts();

  @Override
  void close();
}
