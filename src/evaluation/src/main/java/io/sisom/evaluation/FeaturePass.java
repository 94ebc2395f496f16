package io.sisom.evaluation;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.Activations;
import io.sisom.network.ScoringKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass of a set through the network, in batches; a batch is decoded while another one runs. */
final class FeaturePass {
  private static final Logger log = LoggerFactory.getLogger(FeaturePass.class);

  private final SetReader reader;
  private final FrameDecoder decoder;
  private final ScoringKernel kernel;
  private final int batchFrames;

  FeaturePass(SetReader reader, FrameDecoder decoder, ScoringKernel kernel) {
    this.reader = reader;
    this.decoder = decoder;
    this.kernel = kernel;
    this.batchFrames = PassBatch.frames(kernel.placement());
  }

  /**
   * Runs the whole set.
   *
   * @param frames how many there are, for progress
   */
  FeatureTable run(FrameSet set, int frames, EvaluationListener listener) {
    ExecutorService network = Executors.newSingleThreadExecutor();
    try {
      return new Run(set, frames, listener, network).all();
    } finally {
      network.shutdownNow();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  private record Decoded(int ordinal, SetFrame frame, byte[] pixels) {}

  private final class Run {
    private final FrameSet set;
    private final int frames;
    private final EvaluationListener listener;
    private final ExecutorService network;
    private final TableBuilder table = new TableBuilder(kernel.head().labels());
    private final List<SetFrame> waiting = new ArrayList<>();
    private @Nullable Future<Activations> running;
    private List<Decoded> runningFrames = List.of();
    private int leftOut;

    Run(FrameSet set, int frames, EvaluationListener listener, ExecutorService network) {
      this.set = set;
      this.frames = frames;
      this.listener = listener;
      this.network = network;
    }

    FeatureTable all() {
      long start = System.nanoTime();
      int[] first = {0};
      reader.read(
          set,
          (ordinal, frame) -> {
            waiting.add(frame);
            if (waiting.size() == batchFrames) {
              submit(first[0]);
              first[0] = ordinal + 1;
            }
          });
      submit(first[0]);
      collect();
      if (table.isEmpty()) {
        throw new EvaluationException(
            "none of the "
                + leftOut
                + " frames of "
                + set.name()
                + " can be used; the log says why");
      }
      return table.build(leftOut, (System.nanoTime() - start) / 1e9);
    }

    private void submit(int firstOrdinal) {
      List<Decoded> decoded = decode(firstOrdinal);
      waiting.clear();
      collect();
      if (!decoded.isEmpty()) {
        runningFrames = decoded;
        List<byte[]> pixels = decoded.stream().map(Decoded::pixels).toList();
        running = network.submit(() -> kernel.run(pixels));
      }
    }

    private List<Decoded> decode(int firstOrdinal) {
      DecodedFrame[] pixels = new DecodedFrame[waiting.size()];
      IntStream.range(0, pixels.length)
          .parallel()
          .forEach(
              i ->
                  pixels[i] = decoder.decode(waiting.get(i).frame(), kernel.description().input()));
      List<Decoded> decoded = new ArrayList<>();
      for (int i = 0; i < pixels.length; i++) {
        SetFrame frame = waiting.get(i);
        int ordinal = firstOrdinal + i;
        pixels[i]
            .either(
                good -> Optional.of(new Decoded(ordinal, frame, good.planar())),
                bad -> leftOut(frame, bad.reason()))
            .ifPresent(decoded::add);
      }
      return decoded;
    }

    private Optional<Decoded> leftOut(SetFrame frame, String reason) {
      leaveOut(frame, reason);
      return Optional.empty();
    }

    private void collect() {
      if (running == null) {
        return;
      }
      Activations batch = await(running);
      running = null;
      for (int i = 0; i < runningFrames.size(); i++) {
        Decoded frame = runningFrames.get(i);
        if (!table.add(frame.ordinal(), frame.frame(), batch, i)) {
          leaveOut(frame.frame(), "the model's features for this frame are not finite numbers");
        }
      }
      listener.progress("features of " + set.name(), table.size() + leftOut, frames);
    }

    private Activations await(Future<Activations> batch) {
      try {
        return batch.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EvaluationException("stopped while the network ran on " + set.name(), e);
      } catch (ExecutionException e) {
        throw new EvaluationException(
            "the network failed on "
                + set.name()
                + ": "
                + (e.getCause() == null ? e : e.getCause()).getMessage(),
            e);
      }
    }

    private void leaveOut(SetFrame frame, String reason) {
      leftOut++;
      log.atWarn()
          .addKeyValue("set", set.name())
          .addKeyValue("frameId", frame.frame().getFrameId())
          .addKeyValue("reason", reason)
          .log("frame left out");
    }
  }
}
