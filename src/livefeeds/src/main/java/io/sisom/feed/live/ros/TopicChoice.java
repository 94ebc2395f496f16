package io.sisom.feed.live.ros;

import io.sisom.feed.recording.ChannelReader;
import io.sisom.feed.recording.SensorNames;
import io.sisom.feed.recording.TopicGlobs;

/**
 * Which topics are fed, and as what.
 *
 * @param topics chosen by name
 * @param sensors how their sensors are called
 * @param pictures reads their messages
 * @param maxBytes of a message
 */
public record TopicChoice(
    TopicGlobs topics, SensorNames sensors, ChannelReader pictures, int maxBytes) {}
