package io.sisom.feed.live;

import java.util.OptionalLong;

/**
 * What became of a sensor's pictures.
 *
 * @param received all that came
 * @param offsetNanos how far its clock is behind the one here, travel included: the least of its
 *     last frames; negative where it is ahead; empty where its frames have no stamp
 */
public record SensorCounts(
    long received,
    long fed,
    long sampledAway,
    long dropped,
    long repeated,
    long refused,
    OptionalLong offsetNanos) {
  /** Those of none. */
  static final SensorCounts NONE = new SensorCounts(0, 0, 0, 0, 0, 0, OptionalLong.empty());

  /** With one more that came. */
  SensorCounts came() {
    return new SensorCounts(
        received + 1, fed, sampledAway, dropped, repeated, refused, offsetNanos);
  }

  /** With one more that ended so. */
  SensorCounts ended(LiveOutcome outcome) {
    return new SensorCounts(
        received,
        fed + (outcome instanceof LiveOutcome.Fed ? 1 : 0),
        sampledAway + (outcome instanceof LiveOutcome.SampledAway ? 1 : 0),
        dropped + (outcome instanceof LiveOutcome.Dropped ? 1 : 0),
        repeated + (outcome instanceof LiveOutcome.Repeated ? 1 : 0),
        refused + (outcome instanceof LiveOutcome.Refused ? 1 : 0),
        offsetNanos);
  }

  /** With another clock offset. */
  SensorCounts offset(long nanos) {
    return new SensorCounts(
        received, fed, sampledAway, dropped, repeated, refused, OptionalLong.of(nanos));
  }

  /** Both together; the offset of neither. */
  SensorCounts plus(SensorCounts other) {
    return new SensorCounts(
        received + other.received,
        fed + other.fed,
        sampledAway + other.sampledAway,
        dropped + other.dropped,
        repeated + other.repeated,
        refused + other.refused,
        OptionalLong.empty());
  }
}
