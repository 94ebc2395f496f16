package io.sisom.cli;

import io.sisom.schema.OodAlert;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.Topics;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;

/** {@code sisom alerts}. */
@Command(
    name = "alerts",
    description = "Subscribe to the alerts: each line a change of one sensor's episode.")
final class AlertsCommand extends SubscribeCommand<OodAlert> {
  private AvroCodec<OodAlert> codec = AvroCodec.of(OodAlert.class);

  @Override
  String topic(Topics topics) {
    return topics.alerts();
  }

  @Override
  List<Column<OodAlert>> columns() {
    return OriginColumns.after(
        List.of(
            new Column<>("episodeId", OodAlert::getEpisodeId),
            new Column<>("sensorId", OodAlert::getSensorId),
            new Column<>("status", OodAlert::getStatus),
            new Column<>("closeReason", OodAlert::getCloseReason),
            new Column<>("openedAt", OodAlert::getOpenedAt),
            new Column<>("lastNovelAt", OodAlert::getLastNovelAt),
            new Column<>("closedAt", OodAlert::getClosedAt),
            new Column<>("frames", OodAlert::getFrames),
            new Column<>("novelFrames", OodAlert::getNovelFrames),
            new Column<>("firstFrameId", OodAlert::getFirstFrameId),
            new Column<>("lastFrameId", OodAlert::getLastFrameId),
            new Column<>("peakFrameId", OodAlert::getPeakFrameId),
            new Column<>("peakSisome", OodAlert::getPeakSisome),
            new Column<>("peakPValue", OodAlert::getPeakPValue),
            new Column<>("peakPredicted", OodAlert::getPeakPredicted),
            new Column<>("alpha", OodAlert::getAlpha),
            new Column<>("modelVersion", OodAlert::getModelVersion),
            new Column<>("referenceVersion", OodAlert::getReferenceVersion)),
        OodAlert::getSource,
        OodAlert::getAttributes);
  }

  @Override
  void readWith(WriterSchemas schemas) {
    codec = AvroCodec.of(OodAlert.class, schemas);
  }

  @Override
  OodAlert read(ConsumerRecord<String, byte[]> record) throws WireException {
    return codec.decode(record.value());
  }
}
