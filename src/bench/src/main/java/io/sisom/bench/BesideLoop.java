package io.sisom.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Somebody else's loop that scores frames from Kafka to Kafka, in a process of its own beside the
 * scorer's: it is given the same records on a topic of its own, and as many scores are awaited as
 * frames were sent.
 */
final class BesideLoop implements AutoCloseable {
  private static final String FRAMES = "beside-frames";
  private static final String SCORES = "beside-scores";

  private final BenchBroker rig;
  private final Process process;

  private BesideLoop(BenchBroker rig, Process process) {
    this.rig = rig;
    this.process = process;
  }

  /**
   * Starts a command, which learns where all is from further arguments: {@code
   * --bootstrap-servers}, {@code --frames} and {@code --scores} (topics), {@code --bundle} (a
   * TorchScript file) and {@code --known} (how many frames).
   */
  static BesideLoop start(BenchBroker rig, List<String> command, BenchModel model, int known)
      throws IOException, InterruptedException {
    rig.add(List.of(FRAMES, SCORES));
    List<String> whole = new ArrayList<>(command);
    String servers = Objects.requireNonNull(rig.client().get("bootstrap.servers"), "a broker's");
    whole.addAll(List.of("--bootstrap-servers", servers));
    whole.addAll(List.of("--frames", FRAMES, "--scores", SCORES));
    whole.addAll(List.of("--bundle", model.bundle().torchScript().toString()));
    whole.addAll(List.of("--known", Integer.toString(known)));
    return new BesideLoop(
        rig,
        new ProcessBuilder(whole)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** While it works off a backlog of frames; {@link Rate#NONE} where a score is missing. */
  Rate fromBacklog(SampleFrames kind, int count) throws InterruptedException {
    try (ScoreReader watch = new ScoreReader(rig, SCORES, this::now)) {
      for (int n = 0; n < count; n++) {
        rig.send(FRAMES, n, kind.record(n, "beside-", PipelineBench.SENSORS));
      }
      rig.flush();
      return watch.await(count) == count ? watch.rate() : Rate.NONE;
    }
  }

  private Rate.Moment now() {
    return new Rate.Moment(
        System.nanoTime(), process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
