package io.sisom.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** How DJL is told which method of a TorchScript file to run: an input that only has a name. */
public final class MethodSelector {
  private static final String PREFIX = "module_method:";

  private MethodSelector() {}

  /** To add to a call's inputs. */
  public static NDArray of(NDManager manager, String method) {
    NDArray selector = manager.create(0f);
    selector.setName(PREFIX + method);
    return selector;
  }
}
