package io.sisom.cli;

import io.sisom.wire.Topics;
import io.sisom.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code sisom dead-letters}. */
@Command(
    name = "dead-letters",
    description = "Subscribe to the frames that could not be scored, and why.")
final class DeadLettersCommand extends SubscribeCommand<ConsumerRecord<String, byte[]>> {
  @Override
  String topic(Topics topics) {
    return topics.deadLetters();
  }

  @Override
  List<Column<ConsumerRecord<String, byte[]>>> columns() {
    return List.of(
        new Column<>("topic", r -> header(r, "topic")),
        new Column<>("partition", r -> header(r, "partition")),
        new Column<>("offset", r -> header(r, "offset")),
        new Column<>("kind", r -> header(r, "exception")),
        new Column<>("reason", r -> header(r, "message")),
        new Column<>("bytes", r -> r.value() == null ? 0 : r.value().length));
  }

  @Override
  void readWith(WriterSchemas schemas) {
    // Letters are shown as they came.
  }

  @Override
  ConsumerRecord<String, byte[]> read(ConsumerRecord<String, byte[]> record) {
    return record;
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader("__streams.errors." + name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
