package io.sisom.feed.recording;

import io.sisom.feed.film.FilmMessage;
import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.feed.recording.ChannelPictures.Reading;
import io.sisom.recording.Channel;
import io.sisom.recording.VideoFormat;
import io.sisom.recording.message.ImageChannel;
import io.sisom.recording.message.ImageMessage;
import io.sisom.recording.message.MessageDecoder;
import io.sisom.recording.picture.ImageConverter;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.recording.picture.PictureHash;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The pictures in messages of ROS 1, ROS 2 and Foxglove, converted as a user chose. */
public final class MessagePictures implements ChannelReader {
  private static final Pattern TYPE_OF_PICTURES =
      Pattern.compile("(?i).*(Image|Video|FFMPEGPacket)_?");
  private static final Pattern DEPTH = Pattern.compile("(?i)\\s*(16UC1|32FC1)\\b.*");

  private final PictureChoices choices;
  private final ImageConverter converter;
  private final PictureHash hash;
  private final DecodedPictures decodedPictures;
  private final PacketPictures video;

  /**
   * As a user chose.
   *
   * @param video what decodes video; empty where the optional module is not there
   */
  public MessagePictures(PictureChoices choices, Optional<VideoFormat> video) {
    this.choices = choices;
    this.converter = new ImageConverter(choices);
    this.hash = new PictureHash(choices.maxPixels());
    this.decodedPictures = new DecodedPictures(choices);
    this.video = new InstalledVideo(video, decodedPictures, choices.maxPixels());
  }

  @Override
  public ChannelPictures of(Channel channel) {
    if (FilmMessage.isIn(channel)) {
      return new FilmPictures(FilmMessage.originNanos(channel), decodedPictures);
    }
    ImageChannel found = ImageChannel.of(channel);
    if (found instanceof ImageChannel.Readable readable) {
      return new Decoded(readable.decoder());
    }
    if (found instanceof ImageChannel.NoImages none) {
      return new ChannelPictures.NoPictures(none.reason());
    }
    boolean meant = TYPE_OF_PICTURES.matcher(channel.schema().type()).matches();
    return new ChannelPictures.Unreadable(((ImageChannel.Unreadable) found).reason(), meant);
  }

  private final class Decoded implements ChannelPictures.Readable {
    private final MessageDecoder decoder;

    Decoded(MessageDecoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public Reading read(ByteBuffer payload) {
      ImageMessage message = decoder.decode(payload);
      if (message instanceof ImageMessage.Raw raw) {
        String size = " " + raw.width() + "x" + raw.height();
        return found(raw.stampNanos(), raw.encoding() + size, raw.encoding(), raw.data(), message);
      }
      if (message instanceof ImageMessage.Compressed file) {
        if (InstalledVideo.isPacket(file.format(), file.data())) {
          return new Reading.Packet(file.stampNanos(), file.format(), file.data(), video);
        }
        return found(file.stampNanos(), file.format(), file.format(), file.data(), message);
      }
      if (message instanceof ImageMessage.VideoPacket packet) {
        return new Reading.Packet(packet.stampNanos(), packet.format(), packet.data(), video);
      }
      return new Reading.Malformed(((ImageMessage.Malformed) message).reason());
    }

    private Reading found(
        OptionalLong stamp, String shown, String encoding, ByteBuffer data, ImageMessage message) {
      return new Reading.Found(stamp, shown, data.remaining(), () -> convert(encoding, message));
    }
  }

  private Content convert(String encoding, ImageMessage message) {
    if (choices.depth().isEmpty() && isDepth(encoding)) {
      return new Content.Refused("of depth; --depth NEAR,FAR makes gray of it", true);
    }
    return DecodedPictures.content(converter.convert(message), hash);
  }

  private boolean isDepth(String encoding) {
    return choices.encoding().isEmpty()
        && (DEPTH.matcher(encoding).matches()
            || encoding.toLowerCase(Locale.ROOT).contains("compresseddepth"));
  }
}
