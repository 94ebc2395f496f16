package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gg.jte.output.StringOutput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.SilentListener;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.trainer.TrainerProcess;
import io.sisom.training.VersionOutcome;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lead learns of versions from the console, and a rejected one made active and back. */
class ModelsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ONE = "/api/v1/versions/{version}";

  @TempDir private Path dir;

  @Test
  void aRejectedVersionSaysWhyAndIsServedOnlyByWhoKnowsWhatChanges() throws Exception {
    Map<String, String> settings = Map.of("learning.mode", "head");
    try (ReviewedFleet fleet = new ReviewedFleet(dir, Instant.now(), settings)) {
      Caller caller = fleet.caller();
      VersionOutcome.Rejected rejected = trainOnMislabeled(fleet.rig());
      String why = rejected.manifest().getReasons().get(0);
      await().atMost(PATIENCE).until(() -> caller.get("/api/v1/versions/2").statusCode() == 200);

      JsonNode all = Described.good(caller.get("/api/v1/versions"), "get", "/api/v1/versions");
      assertThat(all.at("/active").asLong()).isEqualTo(1);
      assertThat(all.at("/all/1/state").asText()).isEqualTo("rejected");
      assertThat(all.at("/all/1/reasons/0").asText()).isEqualTo(why);
      assertThat(caller.get("/models").body()).contains(escaped(why)).contains("/models/1");

      JsonNode two = Described.good(caller.get("/api/v1/versions/2"), "get", ONE);
      assertThat(two.at("/activating/from").asLong()).isEqualTo(1);
      assertThat(two.at("/activating/rejected/0").asText()).isEqualTo(why);
      assertThat(two.at("/byClass/0/accuracyBefore").isNumber()).isTrue();
      String page = caller.get("/models/2").body();
      assertThat(page)
          .contains("Scorers switch from version 1 to 2")
          .contains(escaped("The gate rejected it: " + why));

      assertThat(activate(caller, 2, "0").statusCode()).isEqualTo(409);
      assertThat(activate(caller, 7, "1").statusCode()).isEqualTo(404);
      assertThat(activate(caller, 2, "one").statusCode()).isEqualTo(400);
      HttpResponse<String> unread =
          caller.form("/models/2/activate", "", Map.of("from", "1", "annotator", "lead"));
      assertThat(unread.statusCode()).isEqualTo(400);
      assertThat(fleet.activeVersion().getVersion()).isEqualTo(1);

      JsonNode done = Described.good(activate(caller, 2, "1"), "post", ONE + "/activate");
      assertThat(done.at("/before").asLong()).isEqualTo(1);
      fleet.awaitServed(2);
      assertThat(activate(caller, 2, "1").statusCode()).as("what was seen is old").isEqualTo(409);

      HttpResponse<String> back =
          caller.form(
              "/models/1/activate", "", Map.of("from", "2", "annotator", "lead", "sure", "yes"));
      assertThat(back.statusCode()).isEqualTo(303);
      fleet.awaitServed(1);
    }
  }

  /** As the page's own output writes it. */
  private static String escaped(String text) {
    StringOutput html = new StringOutput();
    new PageOutput(html).writeUserContent(text);
    return html.toString();
  }

  private static HttpResponse<String> activate(Caller caller, long version, String from)
      throws Exception {
    return caller.post(
        "/api/v1/versions/%d/activate".formatted(version),
        "{\"annotator\":\"lead\",\"from\":\"%s\"}".formatted(from));
  }

  /** Half a kind is called by another's name: the two are told apart no more. */
  private static VersionOutcome.Rejected trainOnMislabeled(ScoringRig rig) throws Exception {
    List<ObjectKind> kinds = ObjectKind.knownKinds();
    LabeledFrames world = new LabeledFrames(31, "ann", Instant.now(), kinds.subList(0, 1));
    AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      for (int i = 0; i < 160; i++) {
        LabeledFrame seen = world.frame(i);
        String id = "wrong-" + i;
        LabeledFrame label =
            LabeledFrame.newBuilder(seen)
                .setLabel(kinds.get(1).label())
                .setFrame(SensorFrame.newBuilder(seen.getFrame()).setFrameId(id).build())
                .build();
        producer.send(
            new ProducerRecord<>(
                rig.config().topics().labels(), LabelKey.of(id, "ann"), codec.encode(label)));
      }
    }
    try (TrainerProcess trainer =
        TrainerProcess.open(
            rig.config().forTrainer(),
            rig.bundle(),
            new SilentListener(),
            new SimpleMeterRegistry(),
            Clock.systemUTC())) {
      return (VersionOutcome.Rejected) trainer.once();
    }
  }
}
