package io.sisom.evaluation.al;

import io.sisom.evaluation.KnownTable;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import io.sisom.network.Network;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything a strategy may use when it chooses frames.
 *
 * @param network the present one
 * @param version of it
 * @param head of it, a row a class, which made the logits
 * @param whole the head with what it learned to say beside the classes: the rows of {@code head},
 *     then any for "none of these"
 * @param labeled frames whose class is known; empty where the strategy recalls none
 * @param labels class of each of these
 * @param junk frames the oracle said to have no class; empty where there are none, or the strategy
 *     recalls none
 * @param candidates frames to choose from
 * @param pixels planes of a labeled frame, by id
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
record StrategyInput(
    Network network,
    String version,
    Head head,
    Head whole,
    Optional<FrameActivations> labeled,
    int[] labels,
    Optional<FrameActivations> junk,
    FrameActivations candidates,
    Function<String, byte[]> pixels) {
  TapLayout layout() {
    return network.description().taps();
  }

  /** Labeled frames, for a strategy that recalls them. */
  FrameActivations recalled() {
    return labeled.orElseThrow(
        () -> new IllegalStateException("the strategy recalls labeled frames and did not say so"));
  }

  /** The labeled frames as published methods are fitted to them. */
  KnownTable known() {
    return new KnownTable(recalled().features(), labels, layout(), head);
  }
}
