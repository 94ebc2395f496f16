package io.sisom.evaluation;

import io.sisom.method.Activations;

/** Scores frames; higher is more novel. */
@FunctionalInterface
public interface NoveltyScore {
  /** One score a row. */
  double[] score(Activations frames);
}
