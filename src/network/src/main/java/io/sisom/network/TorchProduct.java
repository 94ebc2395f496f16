package io.sisom.network;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.sisom.method.MatrixProduct;
import java.nio.FloatBuffer;

/**
 * Matrix products by PyTorch, on a GPU or a CPU. What arithmetic the device does is asked of the
 * device. Rows loaded live until it is closed; searches over them must have ended by then.
 */
final class TorchProduct implements MatrixProduct, AutoCloseable {
  /** Products that come back to Java at once, for each query. */
  private static final int MAX_ROWS = 1 << 15;

  private static final double UNIT = 0x1p-24;

  /** Both inputs cut to the ten bits of TF32, by truncation at worst. */
  private static final double TF32_INPUTS = 0x1p-9 * (1 + 0x1p-10);

  /** Lost where inputs are cut to ten bits, kept in float32. */
  private static final float BEYOND_TF32 = 1 + 0x1p-12f;

  /** Lost where inputs are cut to fewer than ten bits. */
  private static final float WITHIN_TF32 = 1 + 0x1p-10f;

  private static final int PROBE = 256;

  private final NDManager manager;
  private final double inputError;

  private TorchProduct(NDManager manager, double inputError) {
    this.manager = manager;
    this.inputError = inputError;
  }

  /**
   * Products on a device.
   *
   * @throws IllegalStateException where the device multiplies in less than TF32, or there is no
   *     room on it
   */
  static TorchProduct on(Device device) {
    EngineSettings.apply();
    NDManager manager = NDManager.newBaseManager(device, EngineSettings.ENGINE);
    try {
      return new TorchProduct(manager, inputError(manager));
    } catch (EngineException e) {
      manager.close();
      throw new IllegalStateException("no matrix product on " + device + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static double inputError(NDManager manager) {
    if (keeps(manager, BEYOND_TF32)) {
      return 0;
    }
    if (keeps(manager, WITHIN_TF32)) {
      return TF32_INPUTS;
    }
    throw new IllegalStateException(
        manager.getDevice()
            + " multiplies float32 matrices in fewer bits than TF32; set device.distances=cpu");
  }

  /** Whether sums of the value come out exactly; they need no rounding in float32. */
  private static boolean keeps(NDManager manager, float value) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray values = scratch.full(new Shape(PROBE, PROBE), value);
      float[] sums = values.matMul(scratch.ones(new Shape(PROBE, PROBE))).toFloatArray();
      for (float sum : sums) {
        if (sum != PROBE * value) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public String name() {
    Device device = manager.getDevice();
    String place = device.isGpu() ? "gpu" + device.getDeviceId() : "cpu";
    return "torch-" + place + (inputError == 0 ? "" : "-tf32");
  }

  @Override
  public double relativeError(int width) {
    return width * UNIT / (1 - width * UNIT) + inputError;
  }

  @Override
  public Rows load(float[] rows, int count, int width) {
    int chunk = Math.max(1, Math.min(count, MAX_ROWS));
    NDArray[] chunks = new NDArray[(count + chunk - 1) / chunk];
    for (int i = 0; i < chunks.length; i++) {
      int first = i * chunk;
      int size = Math.min(chunk, count - first);
      FloatBuffer part = FloatBuffer.wrap(rows, first * width, size * width).slice();
      chunks[i] = manager.create(part, new Shape(size, width)).transpose();
    }
    return new Loaded(chunks, chunk, width);
  }

  @Override
  public void close() {
    manager.close();
  }

  private final class Loaded implements Rows {
    private final NDArray[] chunks;
    private final int chunk;
    private final int width;

    Loaded(NDArray[] chunks, int chunk, int width) {
      this.chunks = chunks;
      this.chunk = chunk;
      this.width = width;
    }

    @Override
    public int chunk() {
      return chunk;
    }

    @Override
    public void multiply(float[] queries, int count, int firstRow, float[] products) {
      NDArray rows = chunks[firstRow / chunk];
      int size = Math.toIntExact(rows.getShape().get(1));
      try (NDManager scratch = manager.newSubManager()) {
        FloatBuffer asked = FloatBuffer.wrap(queries, 0, count * width);
        float[] made = scratch.create(asked, new Shape(count, width)).matMul(rows).toFloatArray();
        for (int q = 0; q < count; q++) {
          System.arraycopy(made, q * size, products, q * chunk, size);
        }
      }
    }
  }
}
