package io.sisom.feed;

import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.time.Clock;

/** Records as frames of one sensor, {@code rgb8-planar}, frameId {@code SENSOR-INDEX}. */
public final class RecordSource implements FrameSource {
  private final RecordFiles records;
  private final String sensorId;
  private final Clock clock;

  /** Takes over {@code records} and closes them. */
  public RecordSource(RecordFiles records, String sensorId, Clock clock) {
    this.records = records;
    this.sensorId = sensorId;
    this.clock = clock;
  }

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public SensorFrame next() {
    RecordFiles.Entry entry = records.next();
    return frame(sensorId + "-" + entry.index(), sensorId, entry.content(), clock);
  }

  /** A frame of one record, captured now. */
  public static SensorFrame frame(
      String frameId, String sensorId, RecordFile.Labeled record, Clock clock) {
    return SensorFrame.newBuilder()
        .setFrameId(frameId)
        .setSensorId(sensorId)
        .setCapturedAt(clock.instant())
        .setEncoding("rgb8-planar")
        .setWidth(RecordFile.SIDE)
        .setHeight(RecordFile.SIDE)
        .setContent(ByteBuffer.wrap(record.planar()))
        .build();
  }

  @Override
  public void close() {
    records.close();
  }
}
