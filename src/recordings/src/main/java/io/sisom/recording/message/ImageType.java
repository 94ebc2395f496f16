package io.sisom.recording.message;

import java.util.Arrays;
import java.util.Optional;

/** The message types that hold images. */
enum ImageType {
  /** {@code sensor_msgs/Image}. */
  IMAGE("sensor_msgs.Image"),
  /** {@code sensor_msgs/CompressedImage}. */
  COMPRESSED_IMAGE("sensor_msgs.CompressedImage"),
  /** {@code foxglove.RawImage}; in ROS {@code foxglove_msgs/RawImage}. */
  FOXGLOVE_RAW("foxglove.RawImage"),
  /** {@code foxglove.CompressedImage}; in ROS {@code foxglove_msgs/CompressedImage}. */
  FOXGLOVE_COMPRESSED("foxglove.CompressedImage"),
  /** {@code foxglove.CompressedVideo}; in ROS {@code foxglove_msgs/CompressedVideo}. */
  FOXGLOVE_VIDEO("foxglove.CompressedVideo"),
  /** {@code ffmpeg_image_transport_msgs/FFMPEGPacket}. */
  FFMPEG_PACKET("ffmpeg_image_transport_msgs.FFMPEGPacket");

  private final String plainName;

  ImageType(String plainName) {
    this.plainName = plainName;
  }

  /**
   * By a type's name in any of its spellings: {@code sensor_msgs/Image}, {@code
   * sensor_msgs/msg/Image}, {@code sensor_msgs::msg::dds_::Image_} of plain DDS, {@code
   * foxglove.RawImage}.
   */
  static Optional<ImageType> named(String type) {
    String plain =
        type.strip()
            .replace("::", ".")
            .replace('/', '.')
            .replace(".msg.", ".")
            .replace("foxglove_msgs.", "foxglove.");
    String name =
        plain.contains(".dds_.") && plain.endsWith("_")
            ? plain.substring(0, plain.length() - 1).replace(".dds_.", ".")
            : plain;
    return Arrays.stream(values()).filter(it -> it.plainName.equals(name)).findFirst();
  }
}
