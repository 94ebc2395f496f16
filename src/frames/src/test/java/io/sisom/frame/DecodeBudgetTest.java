package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.DecodedFrame.Pixels;
import io.sisom.frame.DecodedFrame.Undecodable;
import io.sisom.method.FrameShape;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeBudgetTest {
  private static final FrameShape SHAPE = new FrameShape(3, 16, 16);

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void aPictureLargerThanTheBudgetIsRefusedAndTheNextIsDecoded(String format) {
    FrameDecoder decoder = decoder(200_000);
    byte[] large = Frames.picture(format, BufferedImage.TYPE_INT_RGB, 330, 330);
    byte[] small = Frames.picture(format, BufferedImage.TYPE_INT_RGB, 64, 64);
    FrameShape whole = new FrameShape(3, 300, 300);
    DecodedFrame refused = decoder.decode(Frames.frame(format, 0, 0, large), whole);
    assertThat(refused).isInstanceOf(Undecodable.class);
    assertThat(((Undecodable) refused).fault()).isEqualTo(FrameFault.BOMB);
    assertThat(((Undecodable) refused).reason()).contains("more than frame.decode.bytes = 200000");
    assertThat(decoder.decode(Frames.frame(format, 0, 0, small), SHAPE)).isInstanceOf(Pixels.class);
  }

  @Test
  void noMoreIsTakenAtOnceThanThereIs() throws Exception {
    DecodeBudget budget = new DecodeBudget(1 << 20);
    AtomicLong taken = new AtomicLong();
    AtomicLong most = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        long heap = 1024L * (1 + i % 700);
        all.add(
            threads.submit(
                () -> {
                  try (DecodeBudget.Share share = budget.forPicture(heap, 0)) {
                    most.accumulateAndGet(taken.addAndGet(heap), Math::max);
                    Thread.yield();
                    taken.addAndGet(-heap);
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most.get()).isLessThanOrEqualTo(1 << 20);
  }

  @Test
  void whatNativeCodeTakesIsWaitedForAndNeverAReasonToRefuse() throws Exception {
    DecodeBudget budget = new DecodeBudget(1 << 20);
    budget.forPicture(1 << 10, 1L << 40).close();
    budget.forPicture(1 << 20, 0).close();
    budget.forFile(1L << 40).close();
  }

  @Test
  void aFrameIsNoBadFrameBecauseItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    DecodedFrame decoded =
        decoder(1 << 20)
            .decode(
                Frames.frame(
                    "png", 0, 0, Frames.picture("png", BufferedImage.TYPE_INT_RGB, 64, 64)),
                SHAPE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(decoded).isInstanceOf(Pixels.class);
  }

  @Test
  void tenLargePicturesAtOnceComeOutRightOnASmallHeap(@TempDir Path dir) throws Exception {
    File log = dir.resolve("log").toFile();
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                TenPictures.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    try {
      assertThat(jvm.waitFor(5, TimeUnit.MINUTES)).isTrue();
      List<String> said = Files.readAllLines(log.toPath());
      assertThat(said).filteredOn("2048x2048 right"::equals).hasSize(20);
      assertThat(said).contains("still answers").noneMatch(line -> line.contains("OutOfMemory"));
      assertThat(jvm.exitValue()).isZero();
    } finally {
      jvm.destroyForcibly();
    }
  }

  private static FrameDecoder decoder(long bytes) {
    return new FrameDecoder(
        new FrameLimits(1 << 20, 1 << 20, Optional.empty(), new DecodeBudget(bytes)));
  }
}
