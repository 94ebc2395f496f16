package io.sisom.frame;

import java.io.ByteArrayOutputStream;

/** Writes marker segments, and gives what was written without a copy. */
final class JpegWriter extends ByteArrayOutputStream {
  JpegWriter(int expected) {
    super(expected);
  }

  void marker(int marker) {
    write(0xFF);
    write(marker);
  }

  /** A marker and the length of its segment, {@code content} bytes and its own two. */
  void segment(int marker, int content) {
    marker(marker);
    word(content + 2);
  }

  void word(int value) {
    write(value >> 8);
    write(value);
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /** What was written, in the first {@link #size()} bytes; not to be changed. */
  byte[] buffer() {
    return buf;
  }
}
