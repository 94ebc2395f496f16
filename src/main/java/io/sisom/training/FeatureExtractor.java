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

  private final Network network;
  private final FrameDecoder decoder;
  private final LabelPool pool;
  private final FittingSample sample;
  private final int batchFrames;
  private final Set<String> gradientTaps;
  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * @param sample keeps pixels of some frames
   * @param gradientTaps names of the taps whose gradients the pool is to have; empty: none, and no
   *     backward pass
   */
  FeatureExtractor(
      Network network,
      FrameDecoder decoder,
      LabelPool pool,
      FittingSample sample,
      int batchFrames,
      Set<String> gradientTaps) {
    this.network = network;
    this.decoder = decoder;
    this.pool = pool;
    this.sample = sample;
    this.batchFrames = batchFrames;
    this.gradientTaps = gradientTaps;
  }

  /**
   * Takes a label in; the pool has it after the next {@link #flush} at the latest.
   *
   * @return whether the frame could be decoded
   */
  boolean add(String frameId, LabeledFrame labeled) {
    DecodedFrame decoded = decoder.decode(labeled.getFrame(), network.description().input());
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
    Activations batch = network.run(waiting.stream().map(Waiting::pixels).toList(), gradientTaps);
    for (int i = 0; i < waiting.size(); i++) {
      pool.put(waiting.get(i).frameId(), waiting.get(i).label(), batch, i);
      sample.put(waiting.get(i).frameId(), waiting.get(i).pixels());
    }
    waiting.clear();
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  private record Waiting(String frameId, String label, byte[] pixels) {}
}
