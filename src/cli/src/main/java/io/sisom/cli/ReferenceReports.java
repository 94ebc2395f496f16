package io.sisom.cli;

import io.sisom.schema.VersionReport;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.Topics;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;

/** {@code sisom reference reports}. */
@Command(
    name = "reports",
    description =
        "Subscribe to what scorers say of versions: each line a version that went live or was"
            + " refused on one scorer.")
final class ReferenceReports extends SubscribeCommand<VersionReport> {
  private AvroCodec<VersionReport> codec = AvroCodec.of(VersionReport.class);

  @Override
  String topic(Topics topics) {
    return topics.reports();
  }

  @Override
  List<Column<VersionReport>> columns() {
    return List.of(
        new Column<>("reportedAt", VersionReport::getReportedAt),
        new Column<>("instance", VersionReport::getInstance),
        new Column<>("version", VersionReport::getVersion),
        new Column<>("outcome", VersionReport::getOutcome),
        new Column<>("serving", VersionReport::getServing),
        new Column<>("modelVersion", VersionReport::getModelVersion),
        new Column<>("reason", VersionReport::getReason));
  }

  @Override
  void readWith(WriterSchemas schemas) {
    codec = AvroCodec.of(VersionReport.class, schemas);
  }

  @Override
  VersionReport read(ConsumerRecord<String, byte[]> record) throws WireException {
    return codec.decode(record.value());
  }
}
