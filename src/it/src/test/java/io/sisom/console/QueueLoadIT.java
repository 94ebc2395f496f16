package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.testkit.FreePort;
import io.sisom.testkit.LongForm;
import io.sisom.testkit.ScorerJvm;
import io.sisom.testkit.Thorough;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many annotators at once against a console in a JVM of its own that is killed in between, and
 * whose broker goes away later. {@code -Pload} runs the long form: 100,000 candidates, 50
 * annotators.
 */
@Thorough
@Tag("load")
class QueueLoadIT {
  private static final int CANDIDATES = LongForm.of(5_000, 100_000);
  private static final int ANNOTATORS = LongForm.of(20, 50);
  private static final int SECONDS = LongForm.of(6, 30);
  private static final int WARM_UP_SECONDS = LongForm.of(3, 15);

  /** Asserted in the long form only, which has a machine to itself. */
  private static final Duration SLOWEST = Duration.ofMillis(50);

  /** A person takes seconds; this is ten times as busy. */
  private static final int LOOK_MILLIS = 200;

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void nextIsQuickNoFrameIsWithTwoAndNoLabelIsLostOverAKillAndAnOutage(@TempDir Path dir)
      throws Exception {
    int port = FreePort.next();
    Map<String, String> settings =
        Map.of(
            "console.port", "" + port,
            "http.port", "-1",
            "queue.leases", "20",
            // So that the console notices that the broker is away within the test's time.
            "kafka.max.block.ms", "5000");
    try (QueueRig rig = new QueueRig(dir, settings)) {
      rig.publish(0, CANDIDATES);
      LoadAnnotator.Shift shift =
          new LoadAnnotator.Shift(
              new ConcurrentHashMap<>(),
              new ConcurrentHashMap<>(),
              new ConcurrentLinkedQueue<>(),
              new ConcurrentLinkedQueue<>(),
              LOOK_MILLIS,
              new AtomicBoolean());
      ScorerJvm console = start(rig, dir, port, CANDIDATES);
      ExecutorService people = Executors.newFixedThreadPool(ANNOTATORS);
      List<Future<Integer>> work = new ArrayList<>();
      for (int i = 0; i < ANNOTATORS; i++) {
        work.add(people.submit(new LoadAnnotator("person-" + i, base(port), http, shift)));
      }
      Thread.sleep(Duration.ofSeconds(WARM_UP_SECONDS).toMillis());
      shift.nextNanos().clear();
      Thread.sleep(Duration.ofSeconds(SECONDS).toMillis());
      List<Long> undisturbed = new ArrayList<>(shift.nextNanos());
      console.kill();
      long killed = System.nanoTime();
      try (ScorerJvm second = start(rig, dir, port, 0)) {
        Duration away = Duration.ofNanos(System.nanoTime() - killed);
        Thread.sleep(Duration.ofSeconds(SECONDS).toMillis());
        outage(rig, port);
        Thread.sleep(Duration.ofSeconds(SECONDS).toMillis());
        shift.over().set(true);
        int labels = 0;
        for (Future<Integer> person : work) {
          labels += person.get();
        }
        people.shutdown();
        report(undisturbed, labels, away);
        assertThat(shift.doubled()).as("frames that two people were given").isEmpty();
        assertThat(rig.pool()).containsAllEntriesOf(new TreeMap<>(shift.confirmed()));
        assertThat(timesWritten(rig)).as("labels written more than once").isEmpty();
        assertThat(undisturbed).isNotEmpty();
        if (LongForm.on()) {
          assertThat(percentile(undisturbed, 0.99)).isLessThan(SLOWEST);
        }
      }
    }
  }

  /** The broker goes away until the console has noticed, and comes back. */
  private void outage(QueueRig rig, int port) {
    rig.stopBroker();
    await().atMost(PATIENCE).until(() -> !serves(port, 0));
    rig.startBroker();
    await().atMost(PATIENCE).until(() -> serves(port, 0));
  }

  private static void report(List<Long> nanos, int labels, Duration away) {
    System.out.printf(
        "queue load: %d candidates, %d annotators, %d labels; next p50 %d ms, p99 %d ms, max %d ms"
            + " (%d of them); back %d ms after the kill%n",
        CANDIDATES,
        ANNOTATORS,
        labels,
        percentile(nanos, 0.5).toMillis(),
        percentile(nanos, 0.99).toMillis(),
        percentile(nanos, 1).toMillis(),
        nanos.size(),
        away.toMillis());
  }

  private static Duration percentile(List<Long> nanos, double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int at = (int) Math.ceil(share * sorted.size()) - 1;
    return Duration.ofNanos(sorted.get(Math.max(0, at)));
  }

  /** Keys of the pool with more than one record. */
  private static Map<String, Integer> timesWritten(QueueRig rig) throws Exception {
    Map<String, Integer> times = new HashMap<>();
    for (String record : rig.poolRecords()) {
      times.merge(record.substring(0, record.lastIndexOf('=')), 1, Integer::sum);
    }
    times.values().removeIf(count -> count == 1);
    return times;
  }

  private ScorerJvm start(QueueRig rig, Path dir, int port, int waiting) throws Exception {
    ScorerJvm console =
        ScorerJvm.start(
            List.of("io.sisom.cli.Main", "console"),
            rig.settings(),
            dir.resolve("console"),
            List.of("-Xmx1g", "-XX:TieredStopAtLevel=4"));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> serves(port, waiting));
    return console;
  }

  private boolean serves(int port, int waiting) throws InterruptedException {
    try {
      HttpRequest stats =
          HttpRequest.newBuilder(URI.create(base(port) + "/api/v1/queue/stats")).build();
      HttpResponse<String> response = http.send(stats, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          && json.readTree(response.body()).path("waiting").asInt() >= waiting;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String base(int port) {
    return "http://127.0.0.1:" + port;
  }
}
