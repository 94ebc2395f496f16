package io.sisom.console.fleet;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where a sensor's records lie: as Kafka's producers choose it for a topic keyed by sensor. */
final class SensorPartition {
  private SensorPartition() {}

  /** Its partition of so many, 1 or more. */
  static int of(String sensorId, int partitions) {
    return Utils.toPositive(Utils.murmur2(sensorId.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
