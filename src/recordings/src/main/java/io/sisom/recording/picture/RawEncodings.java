package io.sisom.recording.picture;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The raw encodings by the names that ROS ({@code sensor_msgs/image_encodings.h}) and Foxglove give
 * them. The types of OpenCV, such as 8UC3, have its order of channels: blue, green, red.
 */
final class RawEncodings {
  private static final Set<String> DEPTHS = Set.of("16uc1", "32fc1");
  private static final Map<String, RawLayout> PICTURES = pictures();

  private RawEncodings() {}

  private static Map<String, RawLayout> pictures() {
    Map<String, RawLayout> known = new HashMap<>();
    for (int bytes = 1; bytes <= 2; bytes++) {
      int bits = 8 * bytes;
      known.put("mono" + bits, InterleavedLayout.gray(bytes));
      known.put("rgb" + bits, InterleavedLayout.rgb(3, bytes));
      known.put("rgba" + bits, InterleavedLayout.rgb(4, bytes));
      known.put("bgr" + bits, InterleavedLayout.bgr(3, bytes));
      known.put("bgra" + bits, InterleavedLayout.bgr(4, bytes));
      known.put(bits + "uc3", InterleavedLayout.bgr(3, bytes));
      known.put(bits + "uc4", InterleavedLayout.bgr(4, bytes));
      known.put("bayer_rggb" + bits, new BayerLayout(0, 0, bytes));
      known.put("bayer_grbg" + bits, new BayerLayout(1, 0, bytes));
      known.put("bayer_gbrg" + bits, new BayerLayout(0, 1, bytes));
      known.put("bayer_bggr" + bits, new BayerLayout(1, 1, bytes));
    }
    known.put("8uc1", InterleavedLayout.gray(1));
    known.put("yuv422", PackedYuvLayout.UYVY);
    known.put("uyvy", PackedYuvLayout.UYVY);
    known.put("yuv422_yuy2", PackedYuvLayout.YUYV);
    known.put("yuyv", PackedYuvLayout.YUYV);
    known.put("yuy2", PackedYuvLayout.YUYV);
    known.put("nv12", new PlanarYuvLayout(true, false));
    known.put("nv21", new PlanarYuvLayout(true, true));
    known.put("nv24", new PlanarYuvLayout(false, false));
    return Map.copyOf(known);
  }

  static boolean isDepth(String encoding) {
    return DEPTHS.contains(plain(encoding));
  }

  /** The layout of a picture or, where depth is mapped, of depth. */
  static RawLayout layout(String encoding, Optional<DepthMapping> depth)
      throws RefusedImageException {
    String plain = plain(encoding);
    if (DEPTHS.contains(plain)) {
      return new DepthLayout(depth.orElseThrow(() -> unmapped(encoding)), plain.equals("32fc1"));
    }
    RawLayout layout = PICTURES.get(plain);
    if (layout == null) {
      throw new RefusedImageException(
          "encoding %s is not known; known are %s"
              .formatted(
                  Foreign.quote(encoding), String.join(", ", new TreeSet<>(PICTURES.keySet()))));
    }
    return layout;
  }

  /** Why depth gives no picture. */
  static RefusedImageException unmapped(String what) {
    return new RefusedImageException(
        Foreign.quote(what)
            + " is depth, no picture; choose the nearest and farthest millimeters to see it as"
            + " gray, or name its true encoding, such as mono16");
  }

  private static String plain(String encoding) {
    return encoding.strip().toLowerCase(Locale.ROOT);
  }
}
