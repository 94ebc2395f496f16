package io.sisom.frame;

/** What is wrong with a JPEG, in the words that all its readers use. */
final class JpegFaults {
  private JpegFaults() {}

  /** The picture's data ends before the picture does. */
  static FrameFaultException cut(int bytes, String where) {
    return new FrameFaultException(
        FrameFault.TRUNCATED, "jpeg data of " + bytes + " bytes is cut short: " + where);
  }

  /** The data contradicts the standard. */
  static FrameFaultException damaged(String how) {
    return new FrameFaultException(FrameFault.IMAGE, "jpeg data is damaged: " + how);
  }

  /** A kind of JPEG that is not read here. */
  static FrameFaultException unread(String kind) {
    return new FrameFaultException(FrameFault.IMAGE, "jpeg data cannot be decoded: " + kind);
  }
}
