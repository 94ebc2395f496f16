package io.sisom.frame;

import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixGetDepth;
import static org.bytedeco.leptonica.global.leptonica.pixGetHeight;
import static org.bytedeco.leptonica.global.leptonica.pixGetWidth;
import static org.bytedeco.leptonica.global.leptonica.pixGetWpl;

import java.nio.IntBuffer;
import org.bytedeco.leptonica.PIX;

/** Pixels where Leptonica put them, outside of the heap. By one thread; not after it is closed. */
final class NativePixels implements PixelRows {
  private static final int GRAY_BITS = 8;

  private final PIX pix;
  private final int width;
  private final int height;
  private final boolean gray;
  private final int stride;
  private final IntBuffer words;

  /** Of a picture of 8 or 32 bits a pixel, which is this one's from now on. */
  NativePixels(PIX pix) {
    this.pix = pix;
    this.width = pixGetWidth(pix);
    this.height = pixGetHeight(pix);
    this.gray = pixGetDepth(pix) == GRAY_BITS;
    this.stride = pixGetWpl(pix);
    this.words = pixGetData(pix).capacity((long) stride * height).asBuffer();
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void read(int row, int from, int count, int[] pixels) {
    if (gray) {
      readGray(row, from, count, pixels);
    } else {
      words.get(row * stride + from, pixels, 0, count);
    }
  }

  /**
   * Four pixels a word, the first in the highest byte; spread from the last on, since they grow.
   */
  private void readGray(int row, int from, int count, int[] pixels) {
    int skipped = from % 4;
    words.get(row * stride + from / 4, pixels, 0, (skipped + count + 3) / 4);
    for (int x = count - 1; x >= 0; x--) {
      int place = skipped + x;
      pixels[x] = (pixels[place / 4] >>> 24 - 8 * (place % 4) & 0xff) * 0x01010100;
    }
  }

  @Override
  public Planes planes() {
    return Planes.of(this);
  }

  @Override
  public void close() {
    pixDestroy(pix);
  }
}
