package io.sisom.bench;

/** What can be measured of a fleet's scorers. */
public enum FleetMeasure {
  /** Frames a second of more and more scorers. */
  RATES,
  /** What a scorer takes with more and more sensors. */
  MEMORY,
  /** How long partitions pause when scorers come and go. */
  PAUSES
}
