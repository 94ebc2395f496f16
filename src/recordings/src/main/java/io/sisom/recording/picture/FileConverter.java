package io.sisom.recording.picture;

import io.sisom.frame.PictureReader;
import io.sisom.frame.PictureReader.Answer;
import io.sisom.frame.PictureReader.Header;
import io.sisom.recording.message.ImageMessage;
import java.util.Locale;

/**
 * Takes pictures that come as files. A JPEG or PNG stays byte for byte what it was, unless
 * something is masked in it: then it is decoded, blackened and encoded again in its own format,
 * which leaves out everything but pixels, such as a preview that shows what was masked.
 */
final class FileConverter {
  private final PictureChoices choices;
  private final PictureReader reader;

  FileConverter(PictureChoices choices, PictureReader reader) {
    this.choices = choices;
    this.reader = reader;
  }

  /** As a frame takes it. */
  FramePicture picture(ImageMessage.Compressed image) throws RefusedImageException {
    byte[] file = new byte[image.data().remaining()];
    image.data().duplicate().get(file);
    FileSignature signature = FileSignature.of(file);
    return switch (signature) {
      case JPEG, PNG -> file(image.format(), file);
      case DEPTH_PNG -> depth(DepthPng.behindHeader(image.format(), file), image.format());
      default ->
          throw new RefusedImageException(
              "%d bytes with the format %s are %s; jpeg and png are read"
                  .formatted(file.length, Foreign.quote(image.format()), signature.word()));
    };
  }

  private FramePicture file(String format, byte[] file) throws RefusedImageException {
    Header header = value(reader.header(file), file.length);
    if (header.gray16() && !isPicture(format)) {
      return depth(DepthPng.plain(file), format);
    }
    boolean large = file.length > choices.maxBytes();
    if (choices.masks().isEmpty() && !large) {
      return new FramePicture(header.encoding(), header.width(), header.height(), file);
    }
    if (large && choices.large() != LargeFrames.JPEG) {
      throw new RefusedImageException(
          "%s of %dx%d has %d bytes, more than %d; choose JPEG for large frames"
              .formatted(
                  header.encoding(),
                  header.width(),
                  header.height(),
                  file.length,
                  choices.maxBytes()));
    }
    PackedPixels pixels = pixels(file).masked(choices.masks());
    return large || header.encoding().equals("jpeg")
        ? PictureWriter.jpeg(pixels)
        : PictureWriter.png(pixels);
  }

  /** Whether 16 bits of one channel are said to be light, and not distance. */
  private boolean isPicture(String format) {
    String said = choices.encoding().orElse(format).strip().toLowerCase(Locale.ROOT);
    return said.startsWith("mono");
  }

  private PackedPixels pixels(byte[] file) throws RefusedImageException {
    PictureReader.Pixels planes = value(reader.pixels(file), file.length);
    return PackedPixels.ofPlanes(planes.width(), planes.height(), planes.planar());
  }

  private FramePicture depth(DepthPng depth, String format) throws RefusedImageException {
    DepthMapping mapping =
        choices
            .depth()
            .orElseThrow(() -> RawEncodings.unmapped(format.isBlank() ? "16-bit png" : format));
    Header header = value(reader.header(depth.png()), depth.png().length);
    char[] samples = value(reader.gray16(depth.png()), depth.png().length);
    PackedPixels gray = PackedPixels.blank(header.width(), header.height(), 1);
    for (int i = 0; i < samples.length; i++) {
      gray.bytes()[i] = mapping.gray(depth.millimeters(samples[i]));
    }
    return PictureWriter.png(gray.masked(choices.masks()));
  }

  private static <T> T value(Answer<T> answer, int length) throws RefusedImageException {
    if (answer instanceof Answer.Read<T> read) {
      return read.value();
    }
    throw new RefusedImageException(
        "%s (%d bytes)".formatted(((Answer.Unread<T>) answer).reason(), length));
  }
}
