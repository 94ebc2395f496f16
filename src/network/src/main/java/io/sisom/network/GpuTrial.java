package io.sisom.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.sisom.setting.SettingException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Tries a device: in which numbers it convolves, and how fast frames come to it and back. */
final class GpuTrial {
  /** 128 frames of 3x224x224. */
  private static final int BYTES = 128 * 3 * 224 * 224;

  private static final int ROUNDS = 5;

  private final Device device;

  GpuTrial(Device device) {
    this.device = device;
  }

  /** What comes of precision=float32 and tf32. */
  GpuFinding precision(Map<String, String> environment) {
    try {
      GpuArithmetic.set(Precision.FLOAT32, device, environment);
      return GpuFinding.found("precision", "float32 convolves exactly, tf32 by setting");
    } catch (SettingException e) {
      return GpuFinding.note("precision", String.valueOf(e.getMessage()));
    }
  }

  /** The best of some copies of one large batch. */
  GpuFinding copies() {
    ByteBuffer pageable = ByteBuffer.allocateDirect(BYTES);
    double up = Double.MAX_VALUE;
    double down = Double.MAX_VALUE;
    try (NDManager manager = NDManager.newBaseManager(device, EngineSettings.ENGINE)) {
      for (int i = 0; i < ROUNDS; i++) {
        try (NDManager scratch = manager.newSubManager()) {
          pageable.clear();
          long begun = System.nanoTime();
          NDArray there = scratch.create(pageable, new Shape(BYTES), DataType.UINT8);
          NDArray sum = there.sum();
          sum.toByteBuffer();
          long sent = System.nanoTime();
          there.toByteBuffer();
          up = Math.min(up, (sent - begun) / 1e6);
          down = Math.min(down, (System.nanoTime() - sent) / 1e6);
        }
      }
    }
    return GpuFinding.note(
        "copies",
        "%d MB from pageable memory up in %.2f ms (a sum over it included), down in %.2f ms"
            .formatted(BYTES >> 20, up, down));
  }
}
