package io.sisom.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Starts batches of a {@link ScoringKernel}: frames up, the pass, the search of known frames, and
 * the one copy of all that comes of it, one behind the other on the device. Nothing of it waits for
 * a GPU.
 */
final class KernelRuns {
  private final BundleDescription description;
  private final PtSymbolBlock block;
  private final NDManager manager;
  private final DeviceProgram program;
  private final NDArray weight;
  private final NDArray bias;

  /** Memory that no batch is using. */
  private final Queue<HostMemory> idle = new ConcurrentLinkedQueue<>();

  /**
   * With the network's own manager and a head on its device.
   *
   * @param block the network
   */
  KernelRuns(
      BundleDescription description,
      PtSymbolBlock block,
      NDManager manager,
      DeviceProgram program,
      NDArray weight,
      NDArray bias) {
    this.description = description;
    this.block = block;
    this.manager = manager;
    this.program = program;
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * Starts one.
   *
   * @param method of the TorchScript file
   * @param gradients whether it gives them
   */
  StartedRun start(
      List<byte[]> frames, String method, boolean gradients, @Nullable DeviceSearch search) {
    HostMemory memory = Objects.requireNonNullElseGet(idle.poll(), () -> new HostMemory(program));
    NDManager scratch = manager.newSubManager();
    try {
      NDArray pixels = memory.gather(frames, description.input().bytes(), description.name());
      NDArray input = program.upload(scratch, pixels, weight, frames.size(), description.input());
      NDList out =
          TorchCalls.run(
              block,
              method,
              scratch,
              TorchCalls.of(input),
              TorchCalls.of(weight),
              TorchCalls.of(bias));
      List<NDArray> parts = new ArrayList<>(out.subList(0, gradients ? 3 : 2));
      if (search != null) {
        parts.add(search.list(scratch, out.get(0), out.get(1), parts.get(parts.size() - 1)));
      }
      KernelRun.Layout layout =
          new KernelRun.Layout(
              frames.size(),
              width(out.get(0)),
              width(out.get(1)),
              gradients ? width(out.get(2)) : 0,
              search == null ? 0 : search.floats());
      NDArray packed = program.pack(scratch, parts);
      NDArray behind = program.download(scratch, packed, memory.results(layout.floats()));
      return new KernelRun(layout, scratch, behind, memory, idle, search);
    } catch (IllegalArgumentException e) {
      scratch.close();
      idle.add(memory);
      throw e;
    } catch (RuntimeException e) {
      scratch.close();
      memory.close();
      throw failed(method, frames.size(), e);
    }
  }

  private static int width(NDArray matrix) {
    return Math.toIntExact(matrix.getShape().get(1));
  }

  /** Says what failed, and on how much. */
  static IllegalStateException failed(String method, int frames, Exception e) {
    return new IllegalStateException(
        "the network's %s failed on a batch of %d frames: %s"
            .formatted(method, frames, e.getMessage()),
        e);
  }
}
