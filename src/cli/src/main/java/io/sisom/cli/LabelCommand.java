package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.MessagePublisher;
import io.sisom.labeling.Answer;
import io.sisom.labeling.FolderLabels;
import io.sisom.labeling.LabelImport;
import io.sisom.labeling.LabelSource;
import io.sisom.labeling.PoolEditor;
import io.sisom.labeling.RecordLabels;
import io.sisom.wire.SchemaTopic;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
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
    private String annotator;

    @Option(
        names = "--replace",
        description =
            "A picture that this annotator labeled otherwise before gets the new label; without it"
                + " such pictures are left out and named.")
    private boolean replace;

    @Spec CommandSpec spec;

    /** Opens the source, the same each time. */
    abstract LabelSource open(SisomConfig config, String annotator);

    @Override
    public final Integer call() throws InterruptedException {
      String who = TypedNames.annotator(spec, "--annotator", annotator);
      SisomConfig config = settings.resolve();
      open(config, who).close();
      settings.connect(topics -> List.of(topics.labels()));
      return publish(config, who);
    }

    private int publish(SisomConfig config, String who) {
      config.publishSchemas();
      String topic = config.topics().labels();
      Collection<Answer> pool = pool(config, topic);
      try (KafkaProducer<String, byte[]> producer = config.kafka().producer();
          ConsoleProgress progress = new ConsoleProgress()) {
        MessagePublisher publisher =
            new MessagePublisher(producer, topic, done -> progress.at("labels", done, -1));
        LabelImport.Report report =
            new LabelImport(publisher).publish(() -> open(config, who), pool, replace);
        int sent = PublishSummary.published(spec, report.published(), "labeled frames", topic);
        int taken = PublishSummary.findings(spec, report.findings());
        return Math.max(sent, taken);
      }
    }

    private static Collection<Answer> pool(SisomConfig config, String topic) {
      try (SchemaTopic schemas = config.schemas()) {
        return new PoolEditor(
                config.kafka().consumerProperties(),
                () -> config.kafka().transactionalProducer(topic + "-editor"),
                topic,
                schemas)
            .answers()
            .values();
      }
    }
  }

  /** {@code sisom label import}. */
  @Command(
      name = "import",
      description = "CIFAR record files with labels; frameIds are hashes of the pixels.")
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
    LabelSource open(SisomConfig config, String annotator) {
      List<String> labels =
          names.stream().map(name -> TypedNames.label(spec, "--labels", name)).toList();
      return new RecordLabels(range.open(spec), labels, annotator, Clock.systemUTC());
    }
  }

  /** {@code sisom label import-dir}. */
  @Command(
      name = "import-dir",
      description =
          "A directory with one folder of JPEG and PNG images a class; the folder names the label."
              + " frameIds are hashes of the files, so the same import twice changes nothing.")
  static final class ImportFolders extends Import {
    @Parameters(paramLabel = "DIR", description = "Holds one folder a class.")
    private Path directory;

    @Override
    LabelSource open(SisomConfig config, String annotator) {
      return new FolderLabels(directory, config.frames().maxBytes(), annotator, Clock.systemUTC());
    }
  }
}
