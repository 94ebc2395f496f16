package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.it.cli.Shell.Run;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.FreePort;
import io.sisom.wire.TopicSetup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live feeds from the command line. */
class FeedLiveIT {
  private static final String TOKEN = "0123456789abcdef0123";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static byte[] png() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  @Test
  void aPictureThatIsPostedIsOnTheTopicOnce(@TempDir Path dir) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0, Map.of())) {
      String bootstrap = broker.bootstrapServers();
      SisomConfig config = SisomConfig.of(Map.of("kafka.bootstrap.servers", bootstrap));
      try (Admin admin = config.kafka().admin()) {
        new TopicSetup(admin).create(config.topics(), 1, (short) 1, PATIENCE);
      }
      int port = FreePort.next();
      CompletableFuture<Run> run =
          CompletableFuture.supplyAsync(
              () ->
                  Shell.run(
                      "feed",
                      "http",
                      "--port",
                      Integer.toString(port),
                      "--for",
                      "8s",
                      "--set",
                      "feed.token=" + TOKEN,
                      "--set",
                      "http.port=-1",
                      "--set",
                      "kafka.bootstrap.servers=" + bootstrap));
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:" + port + "/v1/frames?sensor=camera-1&frameId=first"))
              .header("Authorization", "Bearer " + TOKEN)
              .POST(BodyPublishers.ofByteArray(png()))
              .build();
      AtomicInteger status = new AtomicInteger();
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                status.set(
                    HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode());
                return true;
              });
      assertThat(status.get()).isEqualTo(201);
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      Run ended = run.get();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.out()).contains("1 frames on sensor-frames");
      assertThat(ended.err()).contains("camera-1: 1 received, 1 fed").doesNotContain(TOKEN);
      try (TopicReader reader = new TopicReader(config.kafka(), config.topics().frames())) {
        reader.until(it -> !it.isEmpty(), PATIENCE);
        List<SensorFrame> frames =
            TopicReader.values(SensorFrame.class, reader.during(Duration.ofMillis(300)));
        assertThat(frames).extracting(SensorFrame::getFrameId).containsExactly("first");
      }
    }
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsConnectedAndRepeatsNoPassword() {
    for (List<String> words :
        List.of(
            List.of("feed", "foxglove", "ws://me:secret@robot:8765"),
            List.of("feed", "rosbridge", "http://robot:9090"),
            List.of("feed", "mqtt", "tcp://me:secret@broker", "--topic", "a/+"),
            List.of("feed", "mqtt", "tcp://broker", "--topic", "a/+", "--sensor", "{2}"),
            List.of("feed", "http"))) {
      Run run = Shell.run(words.toArray(String[]::new));
      assertThat(run.exitCode()).as(words + run.err()).isEqualTo(2);
      assertThat(run.err()).doesNotContain("secret@", "\tat ");
    }
  }
}
