package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.Findings;
import io.sisom.feed.FramePublisher;
import io.sisom.feed.FrameSource;
import io.sisom.feed.ImageFolder;
import io.sisom.feed.ImageSource;
import io.sisom.feed.ImageTar;
import io.sisom.feed.Images;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.Pace;
import io.sisom.feed.Published;
import io.sisom.feed.RecordSource;
import io.sisom.feed.recording.ImageTimes;
import io.sisom.feed.recording.TimedImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sisom feed}. */
@Command(
    name = "feed",
    description = "Put frames on the frame topic: from files, and as they come.",
    subcommands = {
      FeedCommand.Records.class,
      FeedCommand.FromImages.class,
      FeedRecordingCommand.Any.class,
      FeedRecordingCommand.Mcap.class,
      FeedRecordingCommand.Db3.class,
      FeedRecordingCommand.Bag.class,
      FeedRecordingCommand.Video.class,
      FeedRobotCommands.Rosbridge.class,
      FeedRobotCommands.Foxglove.class,
      FeedMqttCommand.class,
      FeedHttpCommand.class,
      FeedInspectCommand.class
    })
final class FeedCommand {
  /** What both kinds of feed share. */
  abstract static class Feed implements Callable<Integer> {
    @Mixin SettingOptions settings;

    @Option(
        names = "--sensor",
        paramLabel = "ID",
        required = true,
        description = "The sensor the frames are from.")
    private String sensor;

    @Option(
        names = "--rate",
        paramLabel = "FPS",
        defaultValue = "0",
        description = "Frames a second; 0 as fast as they go (default).")
    double rate;

    @Spec CommandSpec spec;

    abstract FrameSource open(SisomConfig config, String sensor);

    /** What was not taken of the source. */
    abstract Findings findings();

    abstract long total();

    @Override
    public final Integer call() throws InterruptedException {
      if (!(rate >= 0) || Double.isInfinite(rate)) {
        throw new ParameterException(
            spec.commandLine(), "--rate must be 0 or more frames a second, is " + rate);
      }
      String from = TypedNames.sensor(spec, "--sensor", sensor);
      SisomConfig config = settings.resolve();
      try (FrameSource source = open(config, from)) {
        settings.connectToWrite(topics -> List.of(topics.frames()));
        return publish(config, source);
      }
    }

    private int publish(SisomConfig config, FrameSource source) {
      config.publishSchemas();
      try (KafkaProducer<String, byte[]> producer = config.kafka().producer();
          ConsoleProgress progress = new ConsoleProgress()) {
        MessagePublisher publisher =
            new MessagePublisher(
                producer, config.topics().frames(), done -> progress.at("frames", done, total()));
        Published published = new FramePublisher(publisher).publish(source, Pace.of(rate));
        int sent = PublishSummary.published(spec, published, "frames", config.topics().frames());
        return Math.max(sent, PublishSummary.findings(spec, findings()));
      }
    }
  }

  /** {@code sisom feed records}. */
  @Command(
      name = "records",
      description = "CIFAR record files (.bin, .bin.gz, .delta.gz); frameId is SENSOR-INDEX.")
  static final class Records extends Feed {
    @Mixin private RecordRange range;

    @Override
    Findings findings() {
      return new Findings();
    }

    @Override
    FrameSource open(SisomConfig config, String sensor) {
      return new RecordSource(range.open(spec), sensor, Clock.systemUTC());
    }

    @Override
    long total() {
      return range.total();
    }
  }

  /** {@code sisom feed images}. */
  @Command(
      name = "images",
      description =
          "JPEG and PNG frames of a folder or tar, in name order; frameId is SENSOR-NAME.")
  static final class FromImages extends Feed {
    @Parameters(paramLabel = "DIR|TAR", description = "Where the images are.")
    private Path from;

    @Option(names = "--loop", description = "Begin anew at the end, until Ctrl-C.")
    private boolean loop;

    @Option(
        names = "--time-from",
        paramLabel = "WHERE",
        description =
            "Take the frames in the order and with the times of: name, the longest run of digits"
                + " that is a time since 1970; exif; or a FILE with a time a line, or name,time."
                + " frameId is SENSOR-NANOSECONDS then.")
    private @Nullable String timeFrom;

    private int count = -1;
    private Findings findings = new Findings();

    @Override
    Findings findings() {
      return findings;
    }

    @Override
    FrameSource open(SisomConfig config, String sensor) {
      if (loop && timeFrom != null) {
        throw new ParameterException(spec.commandLine(), "--loop and --time-from exclude another");
      }
      int most = config.frames().maxBytes();
      Images images =
          Files.isDirectory(from) ? ImageFolder.of(from, most) : new ImageTar(from, most);
      findings = images.findings();
      count = loop ? -1 : images.names().size();
      return timeFrom == null
          ? new ImageSource(images, sensor, loop, Clock.systemUTC())
          : new TimedImages(images, times(timeFrom, images), sensor);
    }

    private static ImageTimes times(String where, Images images) {
      return switch (where) {
        case "name" -> ImageTimes.ofNames();
        case "exif" -> ImageTimes.ofExif();
        default -> ImageTimes.ofFile(Path.of(where), images.names());
      };
    }

    @Override
    long total() {
      return count;
    }
  }
}
