package io.sisom.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Where the frames of one batch lie on their way to the device, and its results on their way back.
 * Used for one batch at a time, and again; it grows to the largest.
 */
final class HostMemory implements AutoCloseable {
  private final DeviceProgram program;
  private final NDManager manager;
  private int frameBytes;
  private int resultFloats;
  private NDArray frames;
  private NDArray results;

  HostMemory(DeviceProgram program) {
    this.program = program;
    this.manager = program.manager().newSubManager();
    this.frames = program.memory(manager, 0);
    this.results = program.numbers(manager, 0);
  }

  /**
   * Puts frames side by side.
   *
   * @param each bytes of a frame; another length is an {@link IllegalArgumentException} that names
   *     {@code network}
   */
  NDArray gather(List<byte[]> pixels, int each, String network) {
    int needed = Math.multiplyExact(each, pixels.size());
    if (frameBytes < needed) {
      frames.close();
      frames = program.memory(manager, needed);
      frameBytes = needed;
    }
    ByteBuffer to = frames.toByteBuffer(true);
    for (byte[] frame : pixels) {
      if (frame.length != each) {
        throw new IllegalArgumentException(
            "a frame for " + network + " has " + each + " bytes, got " + frame.length);
      }
      to.put(frame);
    }
    return frames;
  }

  /** Room for results. */
  NDArray results(int floats) {
    if (resultFloats < floats) {
      results.close();
      results = program.numbers(manager, floats);
      resultFloats = floats;
    }
    return results;
  }

  /** The results, once they are there. */
  FloatBuffer read() {
    return results.toByteBuffer(true).asFloatBuffer();
  }

  @Override
  public void close() {
    manager.close();
  }
}
