package io.sisom.app.cli;

import io.sisom.app.config.SisomConfig;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.Published;
import io.sisom.labeling.FolderLabels;
import io.sisom.labeling.LabelImport;
import io.sisom.labeling.LabelSource;
import io.sisom.labeling.RecordLabels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sisom label}. */
@Command(
    name = "label",
    description = "Bring labels into the labeled pool, and change those that are there.",
    subcommands = {
      LabelCommand.ImportRecords.class,
      LabelCommand.ImportFolders.class,
      LabelEditCommands.Kinds.class,
      LabelEditCommands.Conflicts.class,
      LabelEditCommands.Rename.class,
      LabelEditCommands.Withdraw.class
    })
final class LabelCommand {
  /** What both imports share. */
  abstract static class Import implements Callable<Integer> {
    @Mixin SettingOptions settings;

    @Option(
        names = "--annotator",
        paramLabel = "NAME",
        defaultValue = "import",
        description = "Who gave the labels (default: ${DEFAULT-VALUE}).")
    String annotator;

    @Spec CommandSpec spec;

    abstract LabelSource open(SisomConfig config);

    abstract long total();

    @Override
    public final Integer call() throws InterruptedException {
      SisomConfig config = settings.resolve();
      try (LabelSource labels = open(config)) {
        settings.connect(topics -> List.of(topics.labels()));
        return publish(config, labels);
      }
    }

    private int publish(SisomConfig config, LabelSource labels) {
      try (KafkaProducer<String, byte[]> producer = config.kafka().producer();
          ConsoleProgress progress = new ConsoleProgress()) {
        MessagePublisher publisher =
            new MessagePublisher(
                producer, config.topics().labels(), done -> progress.at("labels", done, total()));
        Published published = new LabelImport(publisher).publish(labels);
        if (labels.unlabeled() > 0) {
          spec.commandLine()
              .getErr()
              .println("sisom: passed over " + labels.unlabeled() + " records without a label");
        }
        return Reports.published(spec, published, "labeled frames", config.topics().labels());
      }
    }
  }

  /** {@code sisom label import}. */
  @Command(name = "import", description = "CIFAR record files with labels; frameId is FILE-INDEX.")
  static final class ImportRecords extends Import {
    @Mixin private RecordRange range;

    @Option(
        names = "--labels",
        paramLabel = "NAME",
        split = ",",
        defaultValue = "airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck",
        description = "Names of the label bytes 0, 1, 2 ... (default: CIFAR-10's).")
    private List<String> names;

    @Override
    LabelSource open(SisomConfig config) {
      return new RecordLabels(range.open(spec), names, annotator, Clock.systemUTC());
    }

    @Override
    long total() {
      return range.total();
    }
  }

  /** {@code sisom label import-dir}. */
  @Command(
      name = "import-dir",
      description =
          "A directory with one folder of JPEG and PNG images a class; the folder names the label.")
  static final class ImportFolders extends Import {
    @Parameters(paramLabel = "DIR", description = "Holds one folder a class.")
    private Path directory;

    @Override
    LabelSource open(SisomConfig config) {
      return new FolderLabels(directory, config.frames().maxBytes(), annotator, Clock.systemUTC());
    }

    @Override
    long total() {
      return -1;
    }
  }
}
