package io.sisom.bench;

import java.util.List;
import java.util.Locale;

/** The parts of the benchmark, as {@code sisom bench} names them. */
public enum BenchPart {
  /** The network's passes. */
  KERNEL,
  /** Distances to the known frames. */
  DISTANCES,
  /** From a frame's bytes to a model's input. */
  DECODE,
  /** From Kafka to Kafka. */
  PIPELINE,
  /** A new reference set under load. */
  SWAP,
  /** A step of learning. */
  LEARNING,
  /** A recording onto the frame topic. */
  FEED,
  /** Many scorers that share the work; takes long, and only by its name. */
  FLEET,
  /** All but the fleet. */
  ALL;

  /** The parts that it stands for. */
  public List<BenchPart> parts() {
    return this == ALL
        ? List.of(KERNEL, DISTANCES, DECODE, PIPELINE, SWAP, LEARNING, FEED)
        : List.of(this);
  }

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
