package io.sisom.frame;

/**
 * Reads pictures that are no frames yet: what they are, and their pixels. JPEG and PNG, told apart
 * by their first bytes. Whatever the bytes are, the answer is a value. Safe for use by many
 * threads.
 */
public final class PictureReader {
  private final FrameDecoder decoder;

  /** Over a decoder; its limits hold here too. */
  public PictureReader(FrameDecoder decoder) {
    this.decoder = decoder;
  }

  /** What was read, or why nothing was. */
  public sealed interface Answer<T> {
    /** What was read. */
    record Read<T>(T value) implements Answer<T> {}

    /** Nothing, and why, in a sentence. */
    record Unread<T>(String reason) implements Answer<T> {}
  }

  /**
   * What a picture says of itself.
   *
   * @param encoding jpeg or png
   * @param gray16 whether it has one channel of 16 bits, as depth and infrared have
   */
  public record Header(String encoding, int width, int height, boolean gray16) {}

  /**
   * Decoded pixels.
   *
   * @param planar unsigned bytes in planes (R, G, B), rows from the top; the caller's own
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Pixels(int width, int height, byte[] planar) {}

  /** The header alone; what follows it may be damaged. */
  public Answer<Header> header(byte[] image) {
    return answer(
        () -> {
          EncodedPicture opened = decoder.open(image);
          boolean png = opened instanceof PngPicture;
          boolean gray16 = opened instanceof PngPicture picture && picture.isGray16();
          return new Header(png ? "png" : "jpeg", opened.width(), opened.height(), gray16);
        });
  }

  /** All pixels. */
  public Answer<Pixels> pixels(byte[] image) {
    return answer(() -> pixels(decoder.full(decoder.open(image))));
  }

  /**
   * Pixels of the picture reduced until its longer side has no more than so many.
   *
   * @param longest side, pixels, 1 to 8192
   */
  public Answer<Pixels> reduced(byte[] image, int longest) {
    return answer(() -> decoder.whole(decoder.open(image), longest, 0, PictureReader::pixels));
  }

  private static Pixels pixels(Planes planes) {
    return new Pixels(planes.width(), planes.height(), planes.bytes());
  }

  /** Samples of a PNG of one channel and 16 bits, row by row. */
  public Answer<char[]> gray16(byte[] png) {
    return answer(() -> decoder.gray16(png));
  }

  private interface Step<T> {
    T take() throws FrameFaultException;
  }

  private static <T> Answer<T> answer(Step<T> step) {
    try {
      return new Answer.Read<>(step.take());
    } catch (FrameFaultException e) {
      return new Answer.Unread<>(e.reason());
    }
  }
}
