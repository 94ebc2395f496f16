package io.sisom.feed.live;

import io.sisom.feed.recording.RecordingClock;

/**
 * What is fed of what comes, and as what.
 *
 * @param robot the robot's name; may be empty
 * @param clock which clock is asked first; the log stamp is the time of arrival
 * @param everyNanos a sensor's frames are at least so far apart; 0: all
 * @param distinct whether a frame that looks like its sensor's last one is left out
 * @param maxBytes largest content of a frame, bytes
 */
public record LiveChoice(
    String robot, RecordingClock clock, long everyNanos, boolean distinct, int maxBytes) {}
