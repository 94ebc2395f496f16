package io.sisom.console.json;

import java.util.List;
import java.util.Map;

/**
 * What came of a file of labels.
 *
 * @param labels that were read
 * @param taken of them
 * @param refusedFor how many were refused for which reason
 * @param passedOver how many of what else was in the file
 * @param examples of what was refused, the first ones
 */
public record ImportJson(
    int labels,
    int taken,
    int refused,
    Map<String, Integer> refusedFor,
    Map<String, Integer> passedOver,
    List<Example> examples) {
  /** One that was refused. */
  public record Example(String frameId, String reason, String detail) {}
}
