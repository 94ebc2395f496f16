package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.sisom.method.Activations;
import io.sisom.testkit.TorchPython;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Passes that are started and collected apart, on a CPU by the code that a GPU runs. */
@Tag("numeric")
class StartedRunTest {
  private static final Path DEMO = Path.of("src/demo/src/main/resources/io/sisom/demo/model");
  private static final int BATCHES = 7;

  private ScoringKernel kernel;
  private Set<String> taps;

  @BeforeEach
  void open() throws Exception {
    kernel = ScoringKernel.open(ModelBundle.open(DEMO), Placement.on(Device.cpu()).withThreads(1));
    taps = new HashSet<>(kernel.description().taps().names());
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void severalUnderWayGiveWhatEachGivesAlone() {
    List<List<byte[]>> batches = batches();
    List<Activations> alone = batches.stream().map(batch -> kernel.run(batch, taps)).toList();
    Queue<StartedRun> flying = new ArrayDeque<>();
    List<Activations> collected = new ArrayList<>();
    for (List<byte[]> batch : batches) {
      flying.add(kernel.start(batch, taps, null));
      if (flying.size() == 3) {
        collected.add(flying.remove().collect().activations());
      }
    }
    flying.forEach(run -> collected.add(run.collect().activations()));
    for (int i = 0; i < BATCHES; i++) {
      assertSame(collected.get(i), alone.get(i));
    }
  }

  @Test
  void anotherThreadMayCollectWhileTheNextIsStarted() {
    List<List<byte[]>> batches = batches();
    List<Activations> alone = batches.stream().map(batch -> kernel.run(batch, taps)).toList();
    List<CompletableFuture<Activations>> collected = new ArrayList<>();
    for (List<byte[]> batch : batches) {
      StartedRun run = kernel.start(batch, taps, null);
      collected.add(CompletableFuture.supplyAsync(() -> run.collect().activations()));
    }
    for (int i = 0; i < BATCHES; i++) {
      assertSame(collected.get(i).join(), alone.get(i));
    }
  }

  @Test
  void aFrameOfAnotherSizeIsRefusedAndTheNextBatchRuns() {
    List<byte[]> frames = batches().get(0);
    Activations alone = kernel.run(frames, taps);
    assertThatThrownBy(() -> kernel.start(List.of(frames.get(0), new byte[5]), taps, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 5");
    assertSame(kernel.run(frames, taps), alone);
  }

  /** What lies in the resources is what the script makes, and the hash in the code is its hash. */
  @Test
  void theProgramIsMadeByTheScriptBesideTheExporter() throws Exception {
    Path stored =
        Path.of("src/network/src/main/resources/io/sisom/network/device.pt").toAbsolutePath();
    DeviceProgram.on(Device.cpu()).close();
    TorchPython python = TorchPython.orSkip();
    String script = TorchPython.EXPORTER.resolve("sisom_device.py").toAbsolutePath().toString();
    assertThat(python.run(TorchPython.EXPORTER, 2, List.of(script, stored.toString(), "--check")))
        .contains("the same program");
  }

  private List<List<byte[]>> batches() {
    Random random = new Random(1);
    List<List<byte[]>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      List<byte[]> frames = new ArrayList<>();
      for (int n = 0; n <= i % 4; n++) {
        byte[] frame = new byte[kernel.description().input().bytes()];
        random.nextBytes(frame);
        frames.add(frame);
      }
      batches.add(frames);
    }
    return batches;
  }

  private static void assertSame(Activations found, Activations expected) {
    assertThat(found.logits()).isEqualTo(expected.logits());
    assertThat(found.taps()).isEqualTo(expected.taps());
    assertThat(found.tapGradients()).isEqualTo(expected.tapGradients());
  }
}
