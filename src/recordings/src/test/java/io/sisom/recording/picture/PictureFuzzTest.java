package io.sisom.recording.picture;

import static io.sisom.recording.picture.RawImages.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.message.ImageMessage;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever an image claims and holds, it becomes a picture or a reason, in bounded memory. */
@Tag("fuzz")
class PictureFuzzTest {
  private static final int INPUTS = LongForm.of(2_000, 100_000);
  private static final int MAX_PIXELS = 1 << 14;

  /** A picture of 16,384 pixels, decoded, packed, drawn and written. */
  private static final long MAX_BYTES = 4 << 20;

  private static final List<String> ENCODINGS =
      List.of("rgb8", "bgra16", "mono16", "bayer_gbrg16", "yuv422", "nv12", "nv24", "32FC1", "x");

  private final ImageConverter converter =
      new ImageConverter(
          new PictureChoices(
              Optional.empty(),
              Optional.of(new DepthMapping(0, 9_000)),
              List.of(new Mask(2, 2, 5, 5)),
              LargeFrames.JPEG,
              10_000,
              MAX_PIXELS));

  @Test
  void damagedFilesBecomePicturesOrReasons() throws Exception {
    byte[] depth =
        PictureFiles.written("png", new BufferedImage(9, 7, BufferedImage.TYPE_USHORT_GRAY));
    byte[] compressedDepth = new byte[12 + depth.length];
    System.arraycopy(depth, 0, compressedDepth, 12, depth.length);
    List<byte[]> files =
        List.of(
            PictureFiles.written("jpeg", PictureFiles.slope(40, 30, BufferedImage.TYPE_INT_RGB)),
            PictureFiles.written("png", PictureFiles.slope(40, 30, BufferedImage.TYPE_INT_ARGB)),
            depth,
            compressedDepth);
    int taken =
        new Fuzz("picture file", 1, INPUTS, MAX_BYTES)
            .run(
                random -> file(random.nextBoolean() ? "32FC1; x" : "", Damage.of(random, files)),
                this::takes);
    assertThat(taken).as("some survive their damage").isPositive();
  }

  @Test
  void rawImagesOfAnyClaimBecomePicturesOrReasons() throws Exception {
    int taken =
        new Fuzz("raw image", 2, INPUTS, MAX_BYTES).run(PictureFuzzTest::claim, this::takes);
    assertThat(taken).as("some tell the truth").isPositive();
  }

  private static ImageMessage claim(Random random) {
    return RawImages.raw(
        ENCODINGS.get(random.nextInt(ENCODINGS.size())),
        size(random),
        size(random),
        random.nextInt(3) == 0 ? 0 : size(random),
        random.nextBoolean(),
        Damage.noise(random, 3_000));
  }

  /** Mostly small. */
  private static int size(Random random) {
    return random.nextInt(8) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(40);
  }

  private boolean takes(ImageMessage image) {
    Conversion conversion = converter.convert(image);
    if (conversion instanceof Conversion.Refused refused) {
      assertThat(refused.reason()).isNotBlank().hasSizeLessThan(1_000);
      return false;
    }
    return true;
  }
}
