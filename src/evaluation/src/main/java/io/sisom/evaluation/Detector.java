package io.sisom.evaluation;

/** A way to tell novel frames from known ones. */
public interface Detector {
  /** Short name, as in tables. */
  String name();

  /** Where it was published, for the report. */
  String source();

  /** Learns what it needs from known frames alone. */
  NoveltyScore fit(KnownTable known);
}
