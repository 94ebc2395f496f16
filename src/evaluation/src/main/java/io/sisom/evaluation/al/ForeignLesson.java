package io.sisom.evaluation.al;

/** What a network learns from the answer that a frame has no class. */
enum ForeignLesson {
  /** Nothing. */
  NOTHING,
  /** One more output, "none of these", which the frame is an example of. */
  NONE,
  /** Several such outputs: foreign frames are told apart into kinds by how they cluster. */
  KINDS,
  /**
   * That all classes are as likely: outlier exposure (Hendrycks et al., ICLR 2019), with the
   * foreign frames counted as the others are.
   */
  EXPOSURE
}
