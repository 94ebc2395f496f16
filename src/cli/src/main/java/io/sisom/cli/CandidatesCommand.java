package io.sisom.cli;

import io.sisom.schema.LabelCandidate;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.Topics;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;

/** {@code sisom candidates}. */
@Command(
    name = "candidates",
    description = "Subscribe to the label candidates, ranked within their window.")
final class CandidatesCommand extends SubscribeCommand<LabelCandidate> {
  private AvroCodec<LabelCandidate> codec = AvroCodec.of(LabelCandidate.class);

  @Override
  String topic(Topics topics) {
    return topics.candidates();
  }

  @Override
  List<Column<LabelCandidate>> columns() {
    return OriginColumns.after(
        List.of(
            new Column<>("windowStart", LabelCandidate::getWindowStart),
            new Column<>("windowEnd", LabelCandidate::getWindowEnd),
            new Column<>("rank", LabelCandidate::getRank),
            new Column<>("frameId", c -> c.getScore().getFrameId()),
            new Column<>("sensorId", c -> c.getScore().getSensorId()),
            new Column<>("sisome", c -> c.getScore().getSisome()),
            new Column<>("ratio", c -> c.getScore().getRatio()),
            new Column<>("energy", c -> c.getScore().getEnergy()),
            new Column<>("pValue", c -> c.getScore().getPValue()),
            new Column<>("innerLabel", LabelCandidate::getInnerLabel),
            new Column<>("outerLabel", LabelCandidate::getOuterLabel),
            new Column<>("considered", LabelCandidate::getConsidered),
            new Column<>("suppressed", LabelCandidate::getSuppressed),
            new Column<>("modelVersion", c -> c.getScore().getModelVersion()),
            new Column<>("referenceVersion", c -> c.getScore().getReferenceVersion())),
        candidate -> candidate.getScore().getSource(),
        candidate -> candidate.getScore().getAttributes());
  }

  @Override
  void readWith(WriterSchemas schemas) {
    codec = AvroCodec.of(LabelCandidate.class, schemas);
  }

  @Override
  LabelCandidate read(ConsumerRecord<String, byte[]> record) throws WireException {
    return codec.decode(record.value());
  }
}
