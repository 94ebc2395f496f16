package io.sisom.recording;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a film says of itself; not checked against its pictures.
 *
 * @param codec how its pictures are coded, such as {@code h264}
 * @param container what they lie in, such as {@code mov} for MP4, or the codec's name where they
 *     lie in none
 * @param width columns as coded, before it is turned; 0 where only the pictures say it
 * @param height rows as coded
 * @param rate pictures a second; 0 where it declares none
 * @param announced number of pictures; 0 where it announces none
 * @param durationNanos how long it is; empty where it does not say
 * @param originNanos time of its first packet, from which on it was captured; streams begin
 *     anywhere
 * @param created when it was made, between 1990 and 2200; empty where it does not say
 */
public record VideoFacts(
    String codec,
    String container,
    int width,
    int height,
    double rate,
    long announced,
    OptionalLong durationNanos,
    long originNanos,
    Optional<Instant> created) {}
