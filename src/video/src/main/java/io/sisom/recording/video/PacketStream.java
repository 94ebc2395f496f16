package io.sisom.recording.video;

import io.sisom.recording.PacketDecoder;
import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoCounts;
import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoEvent.Cause;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Pictures of packets that come one by one. */
final class PacketStream implements PacketDecoder {
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final SoundPictures pictures;

  private PacketStream(SoundPictures pictures) {
    this.pictures = pictures;
  }

  /**
   * A decoder.
   *
   * @throws IllegalStateException where FFmpeg does not open it
   */
  static PacketStream open(int codec, int maxPixels) {
    Ffmpeg.bound();
    AVFrame frame = avutil.av_frame_alloc();
    Decoder decoder = Decoder.open(codec, null, maxPixels, frame);
    if (decoder == null) {
      avutil.av_frame_free(frame);
      throw new IllegalStateException("FFmpeg does not open its decoder " + Decoder.name(codec));
    }
    return new PacketStream(
        new SoundPictures(
            decoder,
            new PictureClock(false, 0),
            new Sampling(VideoChoices.ALL),
            new RgbPainter(Turn.NONE),
            Continuity.of(codec),
            frame));
  }

  @Override
  public void send(long nanos, ByteBuffer bytes) {
    int size = bytes.remaining();
    if (size == 0 || size > MAX_PACKET_BYTES) {
      Cause cause = size == 0 ? Cause.DAMAGED : Cause.TOO_LARGE;
      pictures.lost(cause, "a packet has " + size + " bytes");
      return;
    }
    int made = avcodec.av_new_packet(packet, size);
    if (made < 0) {
      pictures.lost(Cause.TOO_LARGE, "no memory for a packet of " + size + " bytes");
      return;
    }
    packet.data().capacity(size).asByteBuffer().put(bytes.duplicate());
    pictures.send(packet, OptionalLong.of(nanos), false);
    avcodec.av_packet_unref(packet);
  }

  @Override
  public void end() {
    pictures.end();
  }

  @Override
  public @Nullable VideoEvent next() {
    return pictures.next();
  }

  @Override
  public VideoCounts counts() {
    return pictures.counts();
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    pictures.close();
  }
}
