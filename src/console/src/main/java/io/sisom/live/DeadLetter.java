package io.sisom.live;

import java.time.Instant;

/**
 * A record that was no frame.
 *
 * @param at when it was set aside
 * @param kind one word
 * @param reason in a sentence
 * @param key of the record, mostly its sensor; empty where it had none
 * @param source topic, partition and offset it came from
 */
public record DeadLetter(Instant at, String kind, String reason, String key, String source) {}
