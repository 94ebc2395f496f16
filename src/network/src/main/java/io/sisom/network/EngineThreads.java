package io.sisom.network;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Threads among which PyTorch divides one operation on a CPU.
 *
 * @param count of them, at least 1
 * @param given whether somebody set it; otherwise a scorer takes fewer where that lets more frames
 *     through, as {@link ThreadChoice} finds
 */
public record EngineThreads(int count, boolean given) {
  private static final String PROPERTY = "ai.djl.pytorch.num_threads";

  /** As many as the setting says, or for 0 as PyTorch takes by itself. */
  static EngineThreads of(int setting) {
    return setting > 0 ? new EngineThreads(setting, true) : byItself();
  }

  /** What PyTorch takes by itself, or what Java's command line says. */
  static EngineThreads byItself() {
    EngineSettings.apply();
    Engine.getEngine(EngineSettings.ENGINE);
    return new EngineThreads(JniUtils.getNumThreads(), System.getProperty(PROPERTY) != null);
  }

  /**
   * Makes this thread's operations run on so many. PyTorch keeps the number for each calling thread
   * once that ran an operation, so whoever runs a pass must ask for it.
   */
  static void use(int count) {
    if (JniUtils.getNumThreads() != count) {
      JniUtils.setNumThreads(count);
    }
  }
}
