package io.sisom.cli;

import io.sisom.feed.live.LiveListener;
import io.sisom.feed.live.LiveTally;
import io.sisom.feed.live.SensorCounts;
import io.sisom.service.ExitCode;
import io.sisom.service.Health;
import io.sisom.text.Unseen;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Tells how a live feed goes: notes as they come, counts every ten seconds and at the end. */
final class LiveSummary implements LiveListener {
  private static final Logger log = LoggerFactory.getLogger(LiveSummary.class);
  private static final long BETWEEN_NANOS = 10_000_000_000L;
  private static final int MAX_SENSORS = 20;

  private final CommandSpec spec;
  private final LiveTally tally;
  private final boolean dryRun;
  private final String topic;
  private long last = System.nanoTime();
  private volatile boolean connected;

  LiveSummary(CommandSpec spec, LiveTally tally, boolean dryRun, String topic) {
    this.spec = spec;
    this.tally = tally;
    this.dryRun = dryRun;
    this.topic = topic;
  }

  @Override
  public void connected() {
    connected = true;
  }

  @Override
  public void note(String words) {
    err("note: " + words);
  }

  Health health() {
    return connected
        ? Health.good("connected, or connected before")
        : Health.bad("not connected yet");
  }

  /** Called every second or so. */
  void tick() {
    if (System.nanoTime() - last < BETWEEN_NANOS) {
      return;
    }
    last = System.nanoTime();
    Map<String, SensorCounts> sensors = tally.sensors();
    sensors.entrySet().stream().limit(MAX_SENSORS).forEach(it -> log(it.getKey(), it.getValue()));
    if (sensors.size() != 1) {
      log("all " + sensors.size(), tally.all());
    }
  }

  private static void log(String sensor, SensorCounts counts) {
    log.atInfo()
        .addKeyValue("sensor", Unseen.escaped(sensor))
        .addKeyValue("received", counts.received())
        .addKeyValue("fed", counts.fed())
        .addKeyValue("sampledAway", counts.sampledAway())
        .addKeyValue("dropped", counts.dropped())
        .addKeyValue("repeated", counts.repeated())
        .addKeyValue("refused", counts.refused())
        .addKeyValue("clockBehindSeconds", seconds(counts.offsetNanos()))
        .log("feeding");
  }

  private static String seconds(OptionalLong nanos) {
    return nanos.isPresent()
        ? String.format(Locale.ROOT, "%.3f", nanos.getAsLong() / 1e9)
        : "unknown";
  }

  /** Prints all; the exit code that follows from it. */
  int print() {
    tally.sensors().forEach((sensor, counts) -> err(words(sensor, counts)));
    tally
        .refused()
        .groups()
        .forEach((reason, it) -> err("LEFT OUT: " + reason + ": " + it.words()));
    SensorCounts all = tally.all();
    spec.commandLine()
        .getOut()
        .println(all.fed() + " frames " + (dryRun ? "would be put on " : "on ") + topic);
    if (all.received() == 0) {
      err("nothing came");
      return ExitCode.FAILED;
    }
    return all.refused() == 0 ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private static String words(String sensor, SensorCounts counts) {
    return "%s: %d received, %d fed, %d sampled away, %d dropped, %d repeated, %d refused; clock %s s behind"
        .formatted(
            sensor,
            counts.received(),
            counts.fed(),
            counts.sampledAway(),
            counts.dropped(),
            counts.repeated(),
            counts.refused(),
            seconds(counts.offsetNanos()));
  }

  private void err(String words) {
    spec.commandLine().getErr().println("sisom: " + Unseen.escaped(words));
  }
}
