package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.live.LiveRun;
import io.sisom.feed.live.mqtt.BrokerAddress;
import io.sisom.feed.live.mqtt.MqttChoice;
import io.sisom.feed.live.mqtt.MqttSource;
import io.sisom.feed.live.mqtt.TopicSensors;
import io.sisom.feed.recording.FilePictures;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sisom feed mqtt}. */
@Command(
    name = "mqtt",
    description =
        "JPEG and PNG pictures, or JSON with one in base64, that programs publish to an MQTT 5"
            + " broker: of each sensor the latest.")
final class FeedMqttCommand extends FeedLiveCommand {
  private static final int ROOM_BYTES = 1 << 20;

  @Parameters(
      paramLabel = "URL",
      description = "The broker: tcp://HOST:PORT, or ssl:// with TLS; without a user.")
  private URI url;

  @Option(
      names = "--topic",
      paramLabel = "FILTER",
      required = true,
      description =
          "MQTT topic filter, with + for a level and # for all that follow; {1} in --sensor is what"
              + " its first wildcard stands for. May be given repeatedly.")
  private List<String> topics;

  @Option(
      names = "--client-id",
      paramLabel = "NAME",
      description =
          "Keep a session under this name: what is published while the feed is away comes when it"
              + " is back (default: none is kept).")
  private @Nullable String clientId;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates in PEM that alone are trusted for TLS (default: Java's).")
  private @Nullable Path authority;

  @Override
  Work work(SisomConfig config) {
    BrokerAddress address = PictureOptions.typed(spec, "URL", () -> BrokerAddress.of(url));
    String pattern = options.sensorPattern() == null ? defaultPattern() : options.sensorPattern();
    List<TopicSensors> sensors =
        topics.stream()
            .map(
                it ->
                    PictureOptions.typed(
                        spec, "--topic", () -> new TopicSensors(it, pattern, options.robot(spec))))
            .toList();
    // Base64 takes a third more than what it holds.
    int most = (int) Math.min(Integer.MAX_VALUE, config.frames().maxBytes() * 3L / 2 + ROOM_BYTES);
    MqttSource source =
        new MqttSource(
            address,
            new MqttChoice(
                sensors,
                Optional.ofNullable(clientId),
                config.feed().user(),
                config.feed().password(),
                Optional.ofNullable(authority),
                new FilePictures(options.pictures().choices(spec, config.frames())),
                most),
            Clock.systemUTC());
    return (feed, tally, listener) ->
        source.name() + ": " + new LiveRun(source, feed, tally, listener).run().reason();
  }

  private String defaultPattern() {
    return options.robot(spec).isEmpty() ? "{topic}" : "{robot}/{topic}";
  }
}
