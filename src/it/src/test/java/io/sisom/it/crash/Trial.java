package io.sisom.it.crash;

import static org.awaitility.Awaitility.await;

import io.sisom.cli.config.SisomConfig;
import io.sisom.wire.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Cameras send, scorers score, something is done to them, and in the end every record is accounted
 * for. Topics, consumer group and files are the trial's own.
 */
final class Trial implements AutoCloseable {
  private static final int SCORERS = 2;
  private static final int SENSORS = 12;

  /** Beyond it something hangs, however slow the machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String name;
  private final Cluster cluster;
  private final Path dir;
  private final SisomConfig config;
  private final FleetFeeder feeder;
  private final ScoreWatch watch;
  private final ScorerGroup scorers;
  private final List<Report.Event> events = new ArrayList<>();

  /**
   * Starts scorers and cameras and returns when every partition is being scored.
   *
   * @param main the scorers' main class and first arguments
   * @param guarantee exactly_once_v2 or at_least_once
   */
  Trial(String name, Cluster cluster, List<String> main, String guarantee) throws Exception {
    this.name = name;
    this.cluster = cluster;
    this.dir = cluster.dir().resolve(name);
    Map<String, String> settings = settings(name, guarantee, cluster.settings());
    this.config = SisomConfig.of(settings);
    try (Admin admin = config.kafka().admin()) {
      new TopicSetup(admin)
          .create(config.topics(), cluster.partitions(), cluster.replication(), PATIENCE);
    }
    this.feeder = new FleetFeeder(config, SENSORS, cluster.partitions(), cluster.framesPerSecond());
    this.watch = new ScoreWatch(config);
    this.scorers = new ScorerGroup(main, settings, dir, SCORERS);
    feeder.start();
    awaitServed(System.currentTimeMillis());
  }

  private static Map<String, String> settings(
      String name, String guarantee, Map<String, String> shared) {
    Map<String, String> settings = new TreeMap<>(shared);
    for (String topic :
        List.of("frames", "scores", "alerts", "summaries", "candidates", "dead.letters")) {
      settings.put("topic." + topic, name + "-" + topic);
    }
    settings.put("scoring.application.id", name);
    settings.put("scoring.guarantee", guarantee);
    settings.put("http.port", "0");
    settings.put("device", "cpu");
    // Several in one scorer, however few processors there are.
    settings.put("scoring.threads", "2");
    // Many short episodes and windows; the wall clock closes none of them, so that what comes out
    // depends on what went in alone.
    settings.put("alert.alpha", "0.3");
    settings.put("alert.k", "2");
    settings.put("alert.n", "3");
    settings.put("alert.quiet.ms", "500");
    settings.put("alert.update.ms", "500");
    settings.put("alert.gap.ms", "36000000");
    // All are out when no more scores come.
    settings.put("scoring.summary.ms", "500");
    settings.put("candidate.max.p", "0.5");
    settings.put("candidate.k", "5");
    settings.put("candidate.window.ms", "1000");
    settings.put("candidate.grace.ms", "3000");
    settings.put("candidate.idle.ms", "36000000");
    settings.put("candidate.wait.ms", "36000000");
    settings.put("candidate.windows", "100000");
    // Scores do not say which frames look alike.
    settings.put("candidate.distance", "0");
    // Two in three cameras are live though their time lies an hour back; the others are of 2016.
    settings.put("scoring.live.ms", "7200000");
    // What partitions pass on is read again in the end.
    settings.put("kafka.repartition.purge.interval.ms", "36000000");
    settings.put(FailingClients.SETTING, FailingClients.class.getName());
    return settings;
  }

  /** Carries out a plan. */
  void run(ChaosPlan plan) throws Exception {
    for (ChaosPlan.Step step : plan.steps()) {
      if (step.settled() && !events.isEmpty()) {
        awaitServed(events.get(events.size() - 1).at());
      }
      Thread.sleep(step.pauseMillis());
      if (step.what() == Disturbance.FAIL_THREAD) {
        // It fails at some moment after it was asked to.
        carryOut(step);
        disturb(step.what().name(), () -> {});
      } else {
        disturb(step.what().name(), () -> carryOut(step));
      }
    }
  }

  private void carryOut(ChaosPlan.Step step) throws Exception {
    int victim = step.victim() % scorers.size();
    switch (step.what()) {
      case KILL -> scorers.kill(List.of(victim), step.awayMillis());
      case KILL_ALL ->
          scorers.kill(IntStream.range(0, scorers.size()).boxed().toList(), step.awayMillis());
      case FAIL_THREAD -> failThread(victim);
      case REBALANCE -> scorers.visit(step.awayMillis());
      case STOP -> scorers.restart(victim, step.awayMillis());
      case SWAP -> cluster.swap();
    }
  }

  private void failThread(int victim) throws Exception {
    // One that is still starting, or has no partition yet, sends nothing that could fail.
    for (int i = 0; i < 2 * scorers.size(); i++) {
      if (scorers.failThread((victim + i) % scorers.size())) {
        return;
      }
    }
    throw new AssertionError("no scorer sent anything that could fail");
  }

  /** Something that is done while frames flow. */
  interface Action {
    void run() throws Exception;
  }

  /** Does something and notes when. */
  void disturb(String what, Action action) throws Exception {
    long at = System.currentTimeMillis();
    action.run();
    events.add(new Report.Event(what, at, -1));
  }

  /** Waits until a frame sent since was scored in every partition. */
  void awaitServed(long since) throws IOException {
    awaitThat(
        "every partition is scored again",
        () -> served(since, feeder.sent(), watch.arrivals()) >= 0);
  }

  private void awaitThat(String what, Callable<Boolean> holds) throws IOException {
    try {
      await(name + ": " + what).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(holds);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + scorers.lastWords(), e);
    }
  }

  /** When the last partition had a frame scored that was sent since; negative: never. */
  private long served(long since, List<Sent> sent, List<Arrival> arrivals) {
    Map<String, Sent> later = new HashMap<>();
    sent.stream().filter(s -> s.at() >= since).forEach(s -> later.put(s.id(), s));
    Set<Integer> waiting = new HashSet<>(IntStream.range(0, cluster.partitions()).boxed().toList());
    for (Arrival arrival : arrivals) {
      Sent frame = later.get(arrival.score().getFrameId());
      if (frame != null && waiting.remove(frame.partition()) && waiting.isEmpty()) {
        return arrival.at();
      }
    }
    return -1;
  }

  /** Stops the cameras, waits for the last answers and draws up the account. */
  Report finish() throws Exception {
    if (!events.isEmpty()) {
      awaitServed(events.get(events.size() - 1).at());
    }
    List<Sent> sent = feeder.stop();
    CommittedReader reader = new CommittedReader(config);
    awaitThat("every frame's offset is committed", reader::allCommitted);
    Duration calm = Duration.ofSeconds(2);
    awaitThat(
        "no more scores come", () -> System.currentTimeMillis() - watch.latest() > calm.toMillis());
    scorers.requireAlive();
    watch.close();
    List<Arrival> arrivals = watch.arrivals();
    Outputs outputs = reader.read(arrivals);
    Account account = Account.of(sent, outputs, config, dir.resolve("replay"));
    Report report =
        new Report(
            name,
            config.scoring().guarantee(),
            account,
            scorers.kills(),
            scorers.restarts(),
            (int) outputs.alerts().stream().map(a -> a.getEpisodeId()).distinct().count(),
            (int)
                outputs.candidates().stream()
                    .map(c -> c.candidate().getWindowStart())
                    .distinct()
                    .count(),
            (int) arrivals.stream().map(a -> a.score().getReferenceVersion()).distinct().count(),
            events.stream().map(e -> recovered(e, sent, arrivals)).toList());
    System.out.println(report);
    return report;
  }

  private Report.Event recovered(Report.Event event, List<Sent> sent, List<Arrival> arrivals) {
    long served = served(event.at(), sent, arrivals);
    return new Report.Event(event.what(), event.at(), served < 0 ? -1 : served - event.at());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    feeder.close();
    scorers.close();
    watch.close();
  }
}
