package io.sisom.frame;

/**
 * What size a picture may have.
 *
 * @param width columns its frame declares, 0: any
 * @param height rows its frame declares, 0: any
 * @param maxPixels most pixels
 */
record FrameSize(int width, int height, int maxPixels) {
  /** Refuses a picture by the size that its header claims, before any of it is decoded. */
  void check(String format, int claimedWidth, int claimedHeight) throws FrameFaultException {
    if (claimedWidth < 1 || claimedHeight < 1) {
      throw new FrameFaultException(
          FrameFault.SIZE,
          format + " image claims " + claimedWidth + "x" + claimedHeight + " pixels");
    }
    long pixels = (long) claimedWidth * claimedHeight;
    if (pixels > maxPixels) {
      throw new FrameFaultException(
          FrameFault.BOMB,
          "%s image claims %dx%d = %d pixels, more than frame.max.pixels = %d"
              .formatted(format, claimedWidth, claimedHeight, pixels, maxPixels));
    }
    if ((width != 0 && width != claimedWidth) || (height != 0 && height != claimedHeight)) {
      throw new FrameFaultException(
          FrameFault.SIZE,
          "%s image is %dx%d, its frame says %dx%d"
              .formatted(format, claimedWidth, claimedHeight, width, height));
    }
  }
}
