package io.sisom.network;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.sisom.setting.SettingException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a GPU compute in the numbers that were asked for, and asks the GPU whether it does. */
final class GpuArithmetic {
  private static final Logger log = LoggerFactory.getLogger(GpuArithmetic.class);

  /** NVIDIA's libraries read it once: 0 switches TF32 off, whatever programs say. */
  private static final String OVERRIDE = "NVIDIA_TF32_OVERRIDE";

  /** Lost where inputs are cut to ten bits, kept in float32. */
  private static final float BEYOND_TF32 = 1 + 0x1p-12f;

  private static final int CHANNELS = 64;
  private static final int SIDE = 32;

  private GpuArithmetic() {}

  /**
   * Sets it, of this process.
   *
   * @param environment of this process
   * @throws SettingException where this PyTorch cannot do as asked
   */
  static void set(Precision precision, Device device, Map<String, String> environment) {
    boolean off = "0".equals(environment.get(OVERRIDE));
    if (precision == Precision.TF32 && off) {
      throw new SettingException(
          "precision",
          precision.key(),
          OVERRIDE + "=0 in the environment switches TF32 off; remove it, or use float32");
    }
    try {
      Tf32Switch.ofLoadedEngine().allow(precision.allowsTf32());
    } catch (UnsatisfiedLinkError e) {
      if (precision == Precision.FLOAT32 && !off) {
        throw unavailable("this PyTorch has no switch for TF32 that can be found");
      }
    }
    if (precision == Precision.FLOAT32 && !convolvesExactly(device)) {
      throw unavailable("convolutions on " + device + " still cut their inputs");
    }
    if (precision == Precision.FLOAT32 && device.isGpu()) {
      log.atInfo()
          .addKeyValue("device", device)
          .log(
              "precision=float32 is exact; earlier versions ran convolutions in TF32 under that"
                  + " name, which is faster: precision=tf32");
    }
  }

  private static SettingException unavailable(String problem) {
    return new SettingException(
        "precision",
        Precision.FLOAT32.key(),
        problem
            + "; set the environment variable "
            + OVERRIDE
            + "=0 before starting, or use precision=tf32");
  }

  /** Whether a convolution of values that TF32 would cut comes out exactly. */
  static boolean convolvesExactly(Device device) {
    try (NDManager manager = NDManager.newBaseManager(device, EngineSettings.ENGINE)) {
      PtNDArray input = (PtNDArray) manager.full(new Shape(2, CHANNELS, SIDE, SIDE), BEYOND_TF32);
      PtNDArray kernel = (PtNDArray) manager.ones(new Shape(CHANNELS, CHANNELS, 1, 1));
      Shape one = new Shape(1, 1);
      PtNDArray sums = JniUtils.convolution(input, kernel, null, one, new Shape(0, 0), one, 1);
      for (float sum : sums.toFloatArray()) {
        if (sum != CHANNELS * BEYOND_TF32) {
          return false;
        }
      }
      return true;
    }
  }
}
