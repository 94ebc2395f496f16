package io.sisom.console;

import java.time.Instant;

/**
 * A console that wrote the queue.
 *
 * @param name unique to its process
 * @param at its last word
 */
record Owner(String name, Instant at) {}
