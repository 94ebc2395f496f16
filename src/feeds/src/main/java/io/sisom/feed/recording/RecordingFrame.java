package io.sisom.feed.recording;

import io.sisom.schema.SensorFrame;

/**
 * A frame out of a recording; its source says where it comes from.
 *
 * @param frame as it goes onto the topic
 * @param stamp when it was captured, as recorded, whatever its event time
 */
public record RecordingFrame(SensorFrame frame, RecordedStamp stamp) {}
