package io.sisom.candidate;

import io.sisom.candidate.RankingStep.Moved;
import io.sisom.candidate.RankingStep.Passed;
import io.sisom.candidate.RankingStep.ToFleet;
import io.sisom.schema.PartitionProgress;
import io.sisom.schema.PooledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The records of the internal topic of the pool, each in its own Avro type. What earlier builds
 * left there, whole frames, is read as passed on.
 */
public final class ToFleetSerde {
  private final AvroCodec<PooledFrame> frames;
  private final AvroCodec<PartitionProgress> progress;

  private ToFleetSerde(WriterSchemas schemas) {
    this.frames = AvroCodec.of(PooledFrame.class, schemas);
    this.progress = AvroCodec.of(PartitionProgress.class, schemas);
  }

  /** A serde that also reads what other versions wrote. */
  public static Serde<ToFleet> of(WriterSchemas schemas) {
    ToFleetSerde serde = new ToFleetSerde(schemas);
    return Serdes.serdeFrom(
        (topic, value) -> serde.encode(value), (topic, bytes) -> serde.decode(topic, bytes));
  }

  private byte[] encode(ToFleet value) {
    return value instanceof Passed passed
        ? frames.encode(passed.frame())
        : progress.encode(((Moved) value).progress());
  }

  private ToFleet decode(String topic, byte[] bytes) {
    try {
      return progress.knows(bytes)
          ? new Moved(progress.decode(bytes))
          : new Passed(frames.decode(bytes));
    } catch (WireException e) {
      throw new SerializationException("topic " + topic + ": " + e.getMessage(), e);
    }
  }
}
