package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.queue.Entry;
import java.util.Map;

/**
 * What lies on the queue's topic.
 *
 * @param entries state of each frame, by its id
 * @param reviews of episodes, by their id
 */
record Stored(Map<String, Entry> entries, Map<String, Review> reviews) {}
