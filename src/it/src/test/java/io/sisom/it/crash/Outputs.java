package io.sisom.it.crash;

import io.sisom.schema.OodAlert;
import io.sisom.schema.PooledFrame;
import java.util.List;

/**
 * Everything the scorers committed.
 *
 * @param deadLetters the texts of the records that were no frames
 * @param pool what the ranker was given, in its order
 */
record Outputs(
    List<Arrival> scores,
    List<OodAlert> alerts,
    List<PooledFrame> pool,
    List<WindowReplay.Placed> candidates,
    List<String> deadLetters) {}
