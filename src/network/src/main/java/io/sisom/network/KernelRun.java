package io.sisom.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.sisom.method.Activations;
import io.sisom.method.Shortlist;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A batch of a {@link ScoringKernel} under way. */
final class KernelRun implements StartedRun {
  private final Layout layout;
  private final NDManager scratch;
  private final NDArray behind;
  private final HostMemory memory;
  private final Queue<HostMemory> idle;
  private final @Nullable DeviceSearch search;

  /**
   * How a result lies in memory: so many floats of a frame side by side.
   *
   * @param gradients 0 after a forward pass alone
   */
  record Layout(int frames, int logits, int taps, int gradients, int shortlist) {
    int row() {
      return logits + taps + gradients + shortlist;
    }

    int floats() {
      return Math.multiplyExact(frames, row());
    }
  }

  /**
   * Takes over {@code scratch}, and {@code memory} until it is collected.
   *
   * @param behind an array on the device that is made after the result is copied
   * @param idle where the memory goes then
   */
  KernelRun(
      Layout layout,
      NDManager scratch,
      NDArray behind,
      HostMemory memory,
      Queue<HostMemory> idle,
      @Nullable DeviceSearch search) {
    this.layout = layout;
    this.scratch = scratch;
    this.behind = behind;
    this.memory = memory;
    this.idle = idle;
    this.search = search;
  }

  @Override
  public RunResult collect() {
    try (scratch) {
      // Brings one float, and thereby waits until all before it is done.
      behind.toByteBuffer();
      FloatBuffer all = memory.read();
      float[] logits = part(all, 0, layout.logits());
      float[] taps = part(all, layout.logits(), layout.taps());
      float[] gradients = part(all, layout.logits() + layout.taps(), layout.gradients());
      Activations said = new Activations(layout.frames(), logits, taps, gradients);
      int from = layout.row() - layout.shortlist();
      Optional<Shortlist> shortlist =
          Optional.ofNullable(search)
              .map(used -> used.read(part(all, from, layout.shortlist()), layout.frames()));
      return new RunResult(said, shortlist);
    } finally {
      idle.add(memory);
    }
  }

  private float[] part(FloatBuffer all, int from, int width) {
    float[] part = new float[Math.multiplyExact(layout.frames(), width)];
    for (int frame = 0; frame < layout.frames(); frame++) {
      all.get(frame * layout.row() + from, part, frame * width, width);
    }
    return part;
  }
}
