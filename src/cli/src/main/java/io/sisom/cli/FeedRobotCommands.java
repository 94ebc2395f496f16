package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.live.FeedConfig;
import io.sisom.feed.live.LiveRun;
import io.sisom.feed.live.LiveSource;
import io.sisom.feed.live.ros.FoxgloveSource;
import io.sisom.feed.live.ros.RosbridgeSource;
import io.sisom.feed.live.ros.TopicChoice;
import io.sisom.feed.live.ws.SocketAddress;
import io.sisom.feed.recording.MessagePictures;
import io.sisom.feed.recording.TopicGlobs;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sisom feed rosbridge} and {@code sisom feed foxglove}. */
abstract class FeedRobotCommands extends FeedLiveCommand {
  @Parameters(paramLabel = "URL", description = "Where it is: ws:// or wss://, without a user.")
  private URI url;

  @Option(
      names = "--topic",
      paramLabel = "GLOB",
      description = "Only these topics; * is any text, ? one character. May be given repeatedly.")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--max-message",
      paramLabel = "MIB",
      defaultValue = "64",
      description = "Longer messages are passed over, MiB, 1 to 512 (default: ${DEFAULT-VALUE}).")
  private int maxMessage;

  abstract LiveSource source(SocketAddress address, TopicChoice choice);

  @Override
  final Work work(SisomConfig config) {
    FeedConfig feed = config.feed();
    SocketAddress address =
        PictureOptions.typed(
            spec, "URL", () -> new SocketAddress(url, feed.user(), feed.password(), feed.token()));
    int mib =
        PictureOptions.typed(
            spec,
            "--max-message",
            () -> {
              if (maxMessage < 1 || maxMessage > 512) {
                throw new IllegalArgumentException("must be 1 to 512 MiB, is " + maxMessage);
              }
              return maxMessage;
            });
    TopicChoice choice =
        new TopicChoice(
            new TopicGlobs(topics),
            options.sensors(spec),
            new MessagePictures(
                options.pictures().choices(spec, config.frames()), Optional.empty()),
            mib << 20);
    LiveSource source = source(address, choice);
    return (inbox, tally, listener) ->
        source.name() + ": " + new LiveRun(source, inbox, tally, listener).run().reason();
  }

  /** Over rosbridge. */
  @Command(
      name = "rosbridge",
      description =
          "Images of a robot that runs, over rosbridge: of each topic the latest. frameId is"
              + " SENSOR-NANOSECONDS.")
  static final class Rosbridge extends FeedRobotCommands {
    /** The bridge keeps the distance; stamps of frames that it lets pass may be a bit closer. */
    @Override
    long everyNanos() {
      return options.everyNanos() / 2;
    }

    @Override
    LiveSource source(SocketAddress address, TopicChoice choice) {
      return new RosbridgeSource(
          address, choice, options.everyNanos() / 1_000_000, Clock.systemUTC());
    }
  }

  /** Over Foxglove's protocol. */
  @Command(
      name = "foxglove",
      description =
          "Images of a robot that runs, over Foxglove's WebSocket (foxglove_bridge, Foxglove SDK):"
              + " of each topic the latest. frameId is SENSOR-NANOSECONDS.")
  static final class Foxglove extends FeedRobotCommands {
    @Override
    LiveSource source(SocketAddress address, TopicChoice choice) {
      return new FoxgloveSource(address, choice, Clock.systemUTC());
    }
  }
}
