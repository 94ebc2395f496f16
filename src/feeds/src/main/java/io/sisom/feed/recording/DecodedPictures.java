package io.sisom.feed.recording;

import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.recording.message.ImageMessage;
import io.sisom.recording.picture.Conversion;
import io.sisom.recording.picture.FramePicture;
import io.sisom.recording.picture.ImageConverter;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.recording.picture.PictureHash;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Pictures of any kind as frames' contents; those of video are RGB, whatever drivers are told. */
final class DecodedPictures {
  private static final String RGB = "rgb8";

  private final ImageConverter converter;
  private final PictureHash hash;

  /** As a user chose. */
  DecodedPictures(PictureChoices choices) {
    this.converter = new ImageConverter(choices.withoutEncoding());
    this.hash = new PictureHash(choices.maxPixels());
  }

  /** What such a picture is, in words. */
  static String words(int width, int height) {
    return RGB + " " + width + "x" + height;
  }

  /** Of packed RGB. */
  Content content(int width, int height, ByteBuffer pixels) {
    return content(
        converter.convert(
            new ImageMessage.Raw(
                OptionalLong.empty(), "", RGB, width, height, 3 * width, false, pixels)),
        hash);
  }

  /** Of what a converter says. */
  static Content content(Conversion conversion, PictureHash hash) {
    if (conversion instanceof Conversion.Refused refused) {
      return new Content.Refused(refused.reason(), false);
    }
    FramePicture picture = ((Conversion.Converted) conversion).picture();
    return new Content.Ready(
        picture.encoding(),
        picture.width(),
        picture.height(),
        ByteBuffer.wrap(picture.bytes()),
        () -> hash.of(picture));
  }
}
