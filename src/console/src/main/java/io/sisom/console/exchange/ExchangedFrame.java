package io.sisom.console.exchange;

import io.sisom.queue.QueueEntry;

/**
 * A frame as it leaves.
 *
 * @param entry all that is known of it
 * @param picture where the reader finds its picture: a URL or a path
 * @param width of the picture, pixels; 0: not known
 * @param height of the picture, pixels; 0: not known
 */
public record ExchangedFrame(QueueEntry entry, String picture, int width, int height) {}
