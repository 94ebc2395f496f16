package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.queue.Entry;
import java.util.Map;
import java.util.Optional;

/**
 * What lies on the queue's topic.
 *
 * @param entries state of each frame, by its id
 * @param reviews of episodes, by their id
 * @param before the console that wrote last, other than this one; empty where none did
 */
record Stored(Map<String, Entry> entries, Map<String, Review> reviews, Optional<Owner> before) {}
