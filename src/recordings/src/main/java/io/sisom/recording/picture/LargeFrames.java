package io.sisom.recording.picture;

/** How raw pictures beyond the bound are written. */
public enum LargeFrames {
  /** As PNG, without loss; refused where that is beyond the bound too. */
  PNG,
  /** As JPEG. Files beyond the bound are written so too. */
  JPEG
}
