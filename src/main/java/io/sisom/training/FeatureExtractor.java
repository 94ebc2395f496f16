package io.sisom.training;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.model.Activations;
import io.sisom.model.Network;
import io.sisom.schema.LabeledFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs labeled frames through the network and puts what it says into the pool. */
final class FeatureExtractor {
  private static final Logger log = LoggerFactory.getLogger(FeatureExtractor.class);

  private final Network kernel;
  private final FrameDecoder decoder;
  private final LabelPool pool;
  private final int batchFrames;
  private final Set<String> gradientTaps;
  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * @param gradientTaps names of the taps whose gradients the pool is to have; empty: none, and no
   *     backward pass
   */
  FeatureExtractor(
      Network kernel,
      FrameDecoder decoder,
      LabelPool pool,
      int batchFrames,
      Set<String> gradientTaps) {
    this.kernel = kernel;
    this.decoder = decoder;
    this.pool = pool;
    this.batchFrames = batchFrames;
    this.gradientTaps = gradientTaps;
  }

  /**
   * Takes a label in; the pool has it after the next {@link #flush} at the latest.
   *
   * @return whether the frame could be decoded
   */
  boolean add(String frameId, LabeledFrame labeled) {
    DecodedFrame decoded = decoder.decode(labeled.getFrame(), kernel.description().input());
    if (decoded instanceof DecodedFrame.Pixels pixels) {
      waiting.add(new Waiting(frameId, labeled.getLabel(), pixels.planar()));
      if (waiting.size() >= batchFrames) {
        flush();
      }
      return true;
    }
    log.atWarn()
        .addKeyValue("frameId", frameId)
        .addKeyValue("reason", ((DecodedFrame.Undecodable) decoded).reason())
        .log("labeled frame left out");
    return false;
  }

  /** Brings what is waiting into the pool. */
  void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    Activations batch = kernel.run(waiting.stream().map(Waiting::pixels).toList(), gradientTaps);
    for (int i = 0; i < waiting.size(); i++) {
      pool.put(waiting.get(i).frameId(), waiting.get(i).label(), batch, i);
    }
    waiting.clear();
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  private record Waiting(String frameId, String label, byte[] pixels) {}
}
