package io.sisom.feed.recording;

import io.sisom.recording.PacketDecoder;
import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Packets through the optional module, where it is there. */
final class InstalledVideo implements PacketPictures {
  private static final int START_CODE_BYTES = 4;

  private final Optional<VideoFormat> format;
  private final DecodedPictures pictures;
  private final int maxPixels;

  InstalledVideo(Optional<VideoFormat> format, DecodedPictures pictures, int maxPixels) {
    this.format = format;
    this.pictures = pictures;
    this.maxPixels = maxPixels;
  }

  @Override
  public Opening open(String named) {
    if (format.isEmpty()) {
      return new Opening.Refused("picture of a video stream: " + VideoFormat.ABSENT);
    }
    Optional<PacketDecoder> decoder = format.get().decoder(codec(named), maxPixels);
    return decoder.isPresent()
        ? new Opening.Opened(decoder.get())
        : new Opening.Refused("picture of a video stream in a codec that is not decoded here");
  }

  @Override
  public ChannelPictures.Content content(VideoEvent.Picture picture) {
    return pictures.content(picture.width(), picture.height(), picture.pixels());
  }

  /**
   * The codec of what a sender names: senders name their encoders too, such as {@code libx264} or
   * {@code hevc_nvenc}, and add pixel formats after a semicolon.
   */
  static String codec(String named) {
    String first = named.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (first.contains("264") || first.startsWith("avc")) {
      return "h264";
    }
    if (first.contains("265") || first.contains("hevc")) {
      return "h265";
    }
    return List.of("av1", "vp9", "vp8").stream().filter(first::contains).findFirst().orElse(first);
  }

  /** Whether what is called a picture file is a packet of H.264 or H.265: by its first bytes. */
  static boolean isPacket(String named, ByteBuffer data) {
    String codec = codec(named);
    if (!codec.equals("h264") && !codec.equals("h265") || data.remaining() < START_CODE_BYTES) {
      return false;
    }
    int from = data.position();
    int third = data.get(from + 2);
    boolean begins = data.get(from) == 0 && data.get(from + 1) == 0;
    return begins && (third == 1 || third == 0 && data.get(from + 3) == 1);
  }
}
