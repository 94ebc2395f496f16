package io.sisom.recording.picture;

import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.PictureReader;
import io.sisom.recording.message.ImageMessage;
import java.util.Optional;

/**
 * Makes of any image message what a frame takes; the one converter of all feeds. Whatever a message
 * claims, the answer is a value, and nothing is allocated for pixels that are not there. Safe for
 * use by many threads.
 */
public final class ImageConverter {
  private final PictureChoices choices;
  private final RawConverter raw;
  private final FileConverter files;

  /** A converter as the user chose. */
  public ImageConverter(PictureChoices choices) {
    this.choices = choices;
    this.raw = new RawConverter(choices);
    FrameLimits limits = new FrameLimits(choices.maxBytes(), choices.maxPixels(), Optional.empty());
    this.files = new FileConverter(choices, new PictureReader(new FrameDecoder(limits)));
  }

  /** The picture of a message, or why there is none. */
  public Conversion convert(ImageMessage message) {
    try {
      return new Conversion.Converted(picture(message));
    } catch (RefusedImageException e) {
      return new Conversion.Refused(e.reason());
    }
  }

  private FramePicture picture(ImageMessage message) throws RefusedImageException {
    if (message instanceof ImageMessage.Raw image) {
      return framed(raw.pixels(image).masked(choices.masks()));
    }
    if (message instanceof ImageMessage.Compressed image) {
      return bounded(files.picture(image));
    }
    if (message instanceof ImageMessage.VideoPacket packet) {
      throw new RefusedImageException(
          "a packet of %s video is no picture of its own"
              .formatted(Foreign.quote(packet.format())));
    }
    throw new RefusedImageException(((ImageMessage.Malformed) message).reason());
  }

  private FramePicture framed(PackedPixels pixels) throws RefusedImageException {
    if (3L * pixels.width() * pixels.height() <= choices.maxBytes()) {
      return new FramePicture("rgb8", pixels.width(), pixels.height(), pixels.rgb());
    }
    return bounded(
        choices.large() == LargeFrames.PNG
            ? PictureWriter.png(pixels)
            : PictureWriter.jpeg(pixels));
  }

  private FramePicture bounded(FramePicture picture) throws RefusedImageException {
    if (picture.bytes().length > choices.maxBytes()) {
      throw new RefusedImageException(
          "picture of %dx%d has %d bytes as %s, more than %d%s"
              .formatted(
                  picture.width(),
                  picture.height(),
                  picture.bytes().length,
                  picture.encoding(),
                  choices.maxBytes(),
                  choices.large() == LargeFrames.PNG ? "; choose JPEG for large frames" : ""));
    }
    return picture;
  }
}
