package io.sisom.app.cli;

import io.sisom.app.config.SisomConfig;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.Published;
import io.sisom.feed.RecordFiles;
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
    description = "Bring labels into the labeled pool.",
    subcommands = {LabelCommand.ImportRecords.class, LabelCommand.ImportFolders.class})
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
    public final Integer call() {
      SisomConfig config = settings.resolve();
      try (LabelSource labels = open(config);
          KafkaProducer<String, byte[]> producer = config.kafka().producer();
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
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Read as one, in this order.")
    private List<Path> files;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "9223372036854775807",
        showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
        description = "At most so many records.")
    private long limit;

    @Option(
        names = "--skip",
        paramLabel = "N",
        defaultValue = "0",
        description = "Leave out so many records first.")
    private long skip;

    @Option(
        names = "--labels",
        paramLabel = "NAME",
        split = ",",
        defaultValue = "airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck",
        description = "Names of the label bytes 0, 1, 2 ... (default: CIFAR-10's).")
    private List<String> names;

    @Override
    LabelSource open(SisomConfig config) {
      return new RecordLabels(
          new RecordFiles(files, skip, limit), names, annotator, Clock.systemUTC());
    }

    @Override
    long total() {
      return limit == Long.MAX_VALUE ? -1 : limit;
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
