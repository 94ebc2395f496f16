package io.sisom.cli;

import io.sisom.service.ExitCode;
import io.sisom.service.Subscription;
import io.sisom.wire.SchemaTopic;
import io.sisom.wire.Topics;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands that subscribe to an output topic share. */
abstract class SubscribeCommand<T> implements Callable<Integer> {
  @Mixin private SettingOptions settings;

  @Option(names = "--from-beginning", description = "Print what is there already, too.")
  private boolean fromBeginning;

  @Option(
      names = "--until-idle",
      paramLabel = "SECONDS",
      description = "End when nothing has come for so long; without it, print until Ctrl-C.")
  private @Nullable Double untilIdle;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TEXT;

  @Spec private CommandSpec spec;

  private long foreign;

  /** The topic to read. */
  abstract String topic(Topics topics);

  /** What a row shows. */
  abstract List<Column<T>> columns();

  /** Where schemas are found that this program was not built with; said once, before reading. */
  abstract void readWith(WriterSchemas schemas);

  /** Reads one record. */
  abstract T read(ConsumerRecord<String, byte[]> record) throws WireException;

  @Override
  public final Integer call() throws InterruptedException {
    if (untilIdle != null && !(untilIdle >= 0)) {
      throw new ParameterException(
          spec.commandLine(), "--until-idle must be 0 or more seconds, is " + untilIdle);
    }
    var config = settings.connect(topics -> List.of(topic(topics)));
    var printer = new RowPrinter<>(spec.commandLine().getOut(), format, columns());
    printer.header();
    try (SchemaTopic schemas = config.schemas()) {
      readWith(schemas);
      new Subscription(config.kafka(), topic(config.topics()))
          .read(
              fromBeginning,
              idle ->
                  !printer.outputClosed()
                      && (untilIdle == null || idle.toMillis() < untilIdle * 1000),
              record -> print(printer, record),
              printer::flush);
    }
    return foreign == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(RowPrinter<T> printer, ConsumerRecord<String, byte[]> record) {
    try {
      printer.row(read(record));
    } catch (WireException e) {
      foreign++;
      spec.commandLine()
          .getErr()
          .printf(
              "sisom: %s-%d@%d: %s%n",
              record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }
}
