package io.sisom.frame;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG: ordinary pictures by libjpeg-turbo, reduced as far as the model's input allows;
 * what is out of the ordinary, and everything where libjpeg-turbo cannot be loaded, by the JDK.
 * Safe for use by many threads.
 */
final class JpegDecoder {
  /**
   * How many times larger than the model's input a reduced picture stays. Pillow's reducing_gap of
   * 3 does the same and is documented as almost indistinguishable; at 2 differences double.
   */
  private static final int MARGIN = 3;

  private final @Nullable NativeJpeg fast;
  private final ThreadLocal<ImageDecoder> thorough =
      ThreadLocal.withInitial(() -> new ImageDecoder("jpeg"));

  private JpegDecoder(@Nullable NativeJpeg fast) {
    this.fast = fast;
  }

  /** The fastest that this machine can load. */
  static JpegDecoder fastest() {
    return new JpegDecoder(NativeJpeg.load().orElse(null));
  }

  /** The JDK's alone. */
  static JpegDecoder ofTheJdk() {
    return new JpegDecoder(null);
  }

  /** Whether libjpeg-turbo is in use. */
  boolean isFast() {
    return fast != null;
  }

  /**
   * A picture of three planes at least as large as {@code target} needs it.
   *
   * @throws FrameFaultException as of {@link ImageDecoder#decode}
   */
  Picture decode(byte[] jpeg, FrameSize declared, FrameShape target) throws FrameFaultException {
    JpegCheck.check(jpeg);
    Optional<JpegHeader> header = fast == null ? Optional.empty() : JpegHeader.ofOrdinary(jpeg);
    Optional<Picture> picture = Optional.empty();
    if (fast != null && header.isPresent()) {
      JpegHeader size = header.get();
      declared.check("jpeg", size.width(), size.height());
      picture = fast.decode(jpeg, size, reduction(size, target));
    }
    // What it refuses is no different from platform to platform: the JDK has the last word.
    return picture.isPresent()
        ? picture.get()
        : Picture.whole(thorough.get().decode(jpeg, declared));
  }

  /** The largest reduction after which both sides are still {@link #MARGIN} times the target's. */
  static int reduction(JpegHeader picture, FrameShape target) {
    int reduction = 8;
    while (reduction > 1
        && (picture.width() < (long) MARGIN * reduction * target.width()
            || picture.height() < (long) MARGIN * reduction * target.height())) {
      reduction /= 2;
    }
    return reduction;
  }
}
