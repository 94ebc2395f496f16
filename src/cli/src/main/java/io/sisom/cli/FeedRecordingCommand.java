package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.FeedException;
import io.sisom.feed.download.WebAddress;
import io.sisom.feed.recording.DryRun;
import io.sisom.feed.recording.FeedPositions;
import io.sisom.feed.recording.FrameSink;
import io.sisom.feed.recording.MessagePictures;
import io.sisom.feed.recording.OpenedFiles;
import io.sisom.feed.recording.RecordedPace;
import io.sisom.feed.recording.RecordingChoice;
import io.sisom.feed.recording.RecordingFeed;
import io.sisom.feed.recording.RecordingFile;
import io.sisom.feed.recording.TimeMode;
import io.sisom.feed.recording.TopicSink;
import io.sisom.recording.RecordingKind;
import io.sisom.recording.VideoFormat;
import io.sisom.service.ExitCode;
import io.sisom.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sisom feed mcap}, {@code db3}, {@code bag}, {@code video} and {@code recording}, which do
 * the same.
 */
abstract class FeedRecordingCommand implements Callable<Integer> {
  @Mixin private SettingOptions settings;
  @Mixin private RecordingOptions options;
  @Mixin private FilmOptions films;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Recordings; of a folder all, in time order.")
  private List<Path> from;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      defaultValue = "recorded",
      description =
          "The frames' event time: recorded; shift, the first is now and all others as long after"
              + " it as they were; or now, when they are fed (default: ${DEFAULT-VALUE}).")
  private TimeMode time;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "0",
      description = "So many times as fast as recorded; 0 as fast as it goes (default).")
  private double speed;

  @Option(names = "--restart", description = "Begin anew where an earlier feed has come further.")
  private boolean restart;

  @Option(names = "--dry-run", description = "Read and convert all, send nothing; needs no Kafka.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  /** What its name says that it feeds; empty: any. */
  abstract Optional<RecordingKind> named();

  @Override
  public Integer call() throws InterruptedException {
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      throw new ParameterException(spec.commandLine(), "--speed must be 0 or more, is " + speed);
    }
    if (from.stream().anyMatch(it -> !Files.exists(it) && WebAddress.looksLikeOne(it.toString()))) {
      throw new ParameterException(
          spec.commandLine(),
          "files are fed, no URLs: download it first (sisom feed inspect reads a URL)");
    }
    SisomConfig config = settings.resolve();
    RecordingChoice choice = options.choice(spec, time, config.frames(), films);
    MessagePictures pictures =
        new MessagePictures(options.pictures(spec, config.frames()), VideoFormat.installed());
    boolean video = named().equals(Optional.of(RecordingKind.VIDEO));
    if (video && VideoFormat.installed().isEmpty()) {
      throw new FeedException(VideoFormat.ABSENT);
    }
    OpenedFiles files = OpenedFiles.of(from, films.format(spec, config.frames(), video));
    films.check(spec, files);
    if (!dryRun) {
      settings.connectToWrite(Topics::ofFeeding);
    }
    RecordingSummary summary = new RecordingSummary(spec, dryRun, config.topics().frames());
    summary.files(files, named());
    try (FrameSink sink = sink(config, summary);
        ConsoleProgress progress = new ConsoleProgress()) {
      RecordingFeed feed =
          new RecordingFeed(
              choice,
              pictures,
              sink,
              RecordedPace.of(speed),
              Clock.systemUTC(),
              config.frames().maxBytes(),
              (fed, refused) -> progress.at("frames", fed, -1, refused));
      for (RecordingFile file : files.files()) {
        feed.feed(file);
      }
      int done = summary.print(feed.tally(), choice.clock(), feed.found());
      return Math.max(done, files.problems().isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL);
    }
  }

  private FrameSink sink(SisomConfig config, RecordingSummary summary) {
    if (dryRun) {
      return new DryRun();
    }
    config.publishSchemas();
    Topics topics = config.topics();
    return new TopicSink(
        config.kafka()::transactionalProducer,
        new FeedPositions(
            config.kafka().consumerProperties(), topics.feedPositions(), config::schemas),
        topics.frames(),
        topics.feedPositions(),
        restart,
        summary::note);
  }

  /** Of any kind. */
  @Command(
      name = "recording",
      description =
          "Pictures of MCAP, rosbag2 (db3) and ROS 1 bag files and of films. The same command again goes on"
              + " where it ended; frameId is SENSOR-NANOSECONDS.")
  static final class Any extends FeedRecordingCommand {
    @Override
    Optional<RecordingKind> named() {
      return Optional.empty();
    }
  }

  /** MCAP. */
  @Command(name = "mcap", description = "The same as recording, for MCAP files.")
  static final class Mcap extends FeedRecordingCommand {
    @Override
    Optional<RecordingKind> named() {
      return Optional.of(RecordingKind.MCAP);
    }
  }

  /** SQLite storage of rosbag2. */
  @Command(name = "db3", description = "The same as recording, for rosbag2's SQLite files.")
  static final class Db3 extends FeedRecordingCommand {
    @Override
    Optional<RecordingKind> named() {
      return Optional.of(RecordingKind.DB3);
    }
  }

  /** ROS 1. */
  @Command(name = "bag", description = "The same as recording, for ROS 1 bags.")
  static final class Bag extends FeedRecordingCommand {
    @Override
    Optional<RecordingKind> named() {
      return Optional.of(RecordingKind.BAG);
    }
  }

  /** Films. */
  @Command(
      name = "video",
      description = "The same as recording, for films: MP4, Matroska, AVI, H.264, H.265, MJPEG.")
  static final class Video extends FeedRecordingCommand {
    @Override
    Optional<RecordingKind> named() {
      return Optional.of(RecordingKind.VIDEO);
    }
  }
}
