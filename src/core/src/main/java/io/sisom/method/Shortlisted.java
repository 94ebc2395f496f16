package io.sisom.method;

/**
 * What was found with the help of a {@link Shortlist}.
 *
 * @param neighbors one a frame, to the last bit what a search over all rows finds
 * @param searched frames that were searched among all rows, because the shortlist left them open
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Shortlisted(Neighbors[] neighbors, int searched) {}
