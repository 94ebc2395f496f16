package io.sisom.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/**
 * Calls methods of TorchScript files without a {@code Predictor}, which would send the method's
 * name to the device as a tensor and, on a GPU, wait for all that was started before.
 */
final class TorchCalls {
  private TorchCalls() {}

  /**
   * Calls a method and closes the arguments. On a GPU it starts work and does not wait.
   *
   * @param into owns what comes back
   */
  static NDList run(PtSymbolBlock block, String method, NDManager into, IValue... arguments) {
    try {
      // PyTorch keeps it for each thread.
      JniUtils.setGraphExecutorOptimize(Boolean.getBoolean(EngineSettings.GRAPH_OPTIMIZER));
      try (IValue result = IValueUtils.runMethod(block, method, arguments)) {
        return result.toNDList((PtNDManager) into);
      }
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }

  /** As an argument. */
  static IValue of(NDArray array) {
    return IValue.from((PtNDArray) array);
  }

  /** As one argument. */
  static IValue of(List<NDArray> arrays) {
    return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
  }
}
