package io.sisom.evaluation;

import io.sisom.model.Activations;

/** Scores frames; higher is more novel. */
@FunctionalInterface
public interface NoveltyScore {
  /** One score a row. */
  double[] score(Activations frames);
}
