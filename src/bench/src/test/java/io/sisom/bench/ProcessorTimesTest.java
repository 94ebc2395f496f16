package io.sisom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sisom.bench.ProcessorTimes.Work;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProcessorTimesTest {
  @Test
  void aThreadsWorkIsKnownByTheBeginningOfItsName() {
    assertThat(Work.of("sisom-decoder\n")).isEqualTo(Work.DECODERS);
    assertThat(Work.of("sisom-bench-3f2")).isEqualTo(Work.STREAMS);
    assertThat(Work.of("C2 CompilerThre")).isEqualTo(Work.COMPILER);
    assertThat(Work.of("data-plane-kafk")).isEqualTo(Work.BROKER);
  }

  @Test
  void isSharedAmongFrames() {
    ProcessorTimes before = new ProcessorTimes(Map.of(Work.DECODERS, 1_000_000L));
    ProcessorTimes after =
        new ProcessorTimes(Map.of(Work.DECODERS, 5_000_000L, Work.DEVICE, 2_000_000L));
    assertThat(before.to(after, 4)).isEqualTo(Map.of(Work.DECODERS, 1.0, Work.DEVICE, 0.5));
  }

  @Test
  void aBusyThreadShows() throws Exception {
    ProcessorTimes before = ProcessorTimes.now();
    assumeTrue(!before.nanos().isEmpty(), "the system tells no thread's processor time");
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch over = new CountDownLatch(1);
    Thread busy =
        new Thread(
            () -> {
              while (!stop.get()) {
                Thread.onSpinWait();
              }
              over.countDown();
            },
            "sisom-decoder");
    busy.start();
    while (before.to(ProcessorTimes.now(), 1).getOrDefault(Work.DECODERS, 0.0) <= 0) {
      Thread.sleep(5);
    }
    stop.set(true);
    over.await();
  }
}
