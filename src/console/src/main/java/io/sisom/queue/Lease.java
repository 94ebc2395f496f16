package io.sisom.queue;

import java.time.Instant;

/**
 * An annotator's right to answer a frame.
 *
 * @param annotator who
 * @param since when it was given; renewing leaves it
 * @param until when it ends unless renewed; exclusive
 */
public record Lease(String annotator, Instant since, Instant until) {}
