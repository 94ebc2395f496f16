package io.sisom.it.crash;

import io.sisom.schema.OodAlert;
import io.sisom.schema.SensorSummary;
import java.util.List;

/**
 * Everything the scorers committed.
 *
 * @param deadLetters the texts of the records that were no frames
 * @param pool what the partitions passed on, in the order in which the ranking of the fleet read it
 */
record Outputs(
    List<Arrival> scores,
    List<OodAlert> alerts,
    List<SensorSummary> summaries,
    List<WindowReplay.Given> pool,
    List<WindowReplay.Placed> candidates,
    List<String> deadLetters) {}
