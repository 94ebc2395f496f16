package io.sisom.feed.film;

import io.sisom.recording.VideoCounts;
import io.sisom.recording.VideoFacts;

/**
 * What is known of a film.
 *
 * @param said what it says of itself
 * @param start when it begins
 * @param counts what became of its pictures so far
 */
public record FilmFacts(VideoFacts said, FilmStart start, VideoCounts counts) {}
