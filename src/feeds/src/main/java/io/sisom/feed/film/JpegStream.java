package io.sisom.feed.film;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a stream of JPEG pictures from one such picture. */
final class JpegStream {
  /** A first picture beyond so many bytes is taken for the only one. */
  private static final long MAX_LOOKED_AT = 64L << 20;

  /** End of one picture and start of the next. */
  private static final long NEXT = 0xffd9ffd8ffL;

  private static final long FIVE_BYTES = 0xffffffffffL;

  private JpegStream() {}

  /** Whether another picture follows the first at once. */
  static boolean is(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      long last = 0;
      int next = in.read();
      for (long i = 0; i < MAX_LOOKED_AT && next >= 0; i++) {
        last = (last << 8 | next) & FIVE_BYTES;
        if (last == NEXT) {
          return true;
        }
        next = in.read();
      }
      return false;
    }
  }
}
