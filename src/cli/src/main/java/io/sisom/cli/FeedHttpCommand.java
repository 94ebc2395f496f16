package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.live.http.FrameGateway;
import io.sisom.feed.live.http.GatewayChoice;
import io.sisom.feed.recording.FilePictures;
import io.sisom.setting.SettingException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sisom feed http}. */
@Command(
    name = "http",
    description =
        "Take JPEG and PNG pictures at POST /v1/frames?sensor=NAME, for whoever can do nothing else."
            + " Requests show the token of feed.token; a frame sent again is fed once.")
final class FeedHttpCommand extends FeedLiveCommand {
  private static final long MAX_ROOM_BYTES = 256L << 20;
  private static final int ROOM_BYTES = 64 << 10;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; 0.0.0.0 opens it to the network (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8788",
      description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Override
  Work work(SisomConfig config) {
    // Base64 takes a third more than what it holds.
    int most = (int) Math.min(Integer.MAX_VALUE, config.frames().maxBytes() * 3L / 2 + ROOM_BYTES);
    GatewayChoice choice;
    try {
      choice =
          new GatewayChoice(
              host,
              port,
              config.feed().token(),
              new FilePictures(options.pictures().choices(spec, config.frames())),
              most,
              Math.min(MAX_ROOM_BYTES, Runtime.getRuntime().maxMemory() / 4));
    } catch (IllegalArgumentException e) {
      throw new SettingException(String.valueOf(e.getMessage()));
    }
    return (feed, tally, listener) -> {
      try (FrameGateway gateway = FrameGateway.start(choice, feed, Clock.systemUTC())) {
        listener.connected();
        spec.commandLine()
            .getErr()
            .println(
                "sisom: frames are taken at http://" + host + ":" + gateway.port() + "/v1/frames");
        new CountDownLatch(1).await();
        return "";
      }
    };
  }
}
