package io.sisom.recording.picture;

import io.sisom.frame.ImageSignature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file is by its first bytes, whatever its sender calls it. */
enum FileSignature {
  JPEG("jpeg"),
  PNG("png"),
  /** ROS's compressedDepth: a header of 12 bytes, then a PNG. */
  DEPTH_PNG("compressedDepth"),
  WEBP("webp"),
  AVIF("avif or heif"),
  GIF("gif"),
  BMP("bmp"),
  TIFF("tiff"),
  UNKNOWN("no known picture");

  /** Bytes before the PNG in compressedDepth. */
  static final int DEPTH_HEADER = 12;

  private final String word;

  FileSignature(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static FileSignature of(byte[] file) {
    String known = ImageSignature.encoding(file).orElse("");
    if (!known.isEmpty()) {
      return known.equals("png") ? PNG : JPEG;
    }
    byte[] head = Arrays.copyOf(file, 64);
    byte[] behind = Arrays.copyOfRange(head, DEPTH_HEADER, DEPTH_HEADER + ImageSignature.BYTES);
    if (ImageSignature.encoding(behind).filter("png"::equals).isPresent()) {
      return DEPTH_PNG;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return WEBP;
    }
    if (text.startsWith("ftyp", 4)) {
      return AVIF;
    }
    if (text.startsWith("GIF8")) {
      return GIF;
    }
    if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
      return TIFF;
    }
    return text.startsWith("BM") ? BMP : UNKNOWN;
  }
}
