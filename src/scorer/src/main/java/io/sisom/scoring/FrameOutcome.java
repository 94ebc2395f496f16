package io.sisom.scoring;

/** What became of one frame: every frame ends as exactly one of these. */
public sealed interface FrameOutcome permits ScoredFrame, RejectedFrame {}
