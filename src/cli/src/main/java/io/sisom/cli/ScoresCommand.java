package io.sisom.cli;

import io.sisom.schema.FrameScore;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.Topics;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;

/** {@code sisom scores}. */
@Command(name = "scores", description = "Subscribe to the scores: one a frame.")
final class ScoresCommand extends SubscribeCommand<FrameScore> {
  private AvroCodec<FrameScore> codec = AvroCodec.of(FrameScore.class);

  @Override
  String topic(Topics topics) {
    return topics.scores();
  }

  @Override
  List<Column<FrameScore>> columns() {
    return OriginColumns.after(
        List.of(
            new Column<>("frameId", FrameScore::getFrameId),
            new Column<>("sensorId", FrameScore::getSensorId),
            new Column<>("predicted", FrameScore::getPredicted),
            new Column<>("ratio", FrameScore::getRatio),
            new Column<>("energy", FrameScore::getEnergy),
            new Column<>("sisome", FrameScore::getSisome),
            new Column<>("pValue", FrameScore::getPValue),
            new Column<>("modelVersion", FrameScore::getModelVersion),
            new Column<>("referenceVersion", FrameScore::getReferenceVersion),
            new Column<>("capturedAt", FrameScore::getCapturedAt),
            new Column<>("innerDistance", FrameScore::getInnerDistance),
            new Column<>("outerDistance", FrameScore::getOuterDistance),
            new Column<>("profile", FrameScore::getProfile),
            new Column<>("distance", FrameScore::getDistance),
            new Column<>("nearestInnerFrameId", FrameScore::getNearestInnerFrameId),
            new Column<>("nearestOuterFrameId", FrameScore::getNearestOuterFrameId),
            new Column<>("nearestOuterLabel", FrameScore::getNearestOuterLabel)),
        FrameScore::getSource,
        FrameScore::getAttributes);
  }

  @Override
  void readWith(WriterSchemas schemas) {
    codec = AvroCodec.of(FrameScore.class, schemas);
  }

  @Override
  FrameScore read(ConsumerRecord<String, byte[]> record) throws WireException {
    return codec.decode(record.value());
  }
}
