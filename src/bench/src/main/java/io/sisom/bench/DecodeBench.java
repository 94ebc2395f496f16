package io.sisom.bench;

import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** From a frame's bytes to a model's input, by one thread: our decoder beside the JDK's. */
final class DecodeBench {
  private static final Duration TIME = Duration.ofSeconds(2);
  private static final int FRAMES = 12;
  private static final int[] SIDES = {32, 224};

  private final FrameDecoder fast;
  private final FrameDecoder jdk;

  DecodeBench(FrameLimits limits) {
    this.fast = new FrameDecoder(limits);
    this.jdk = FrameDecoder.withoutNativeCode(limits);
  }

  BenchSection run(BenchListener listener) {
    List<BenchFigure> lines = new ArrayList<>();
    for (SampleFrames kind :
        List.of(SampleFrames.jpeg(640, 480, 0.9f), SampleFrames.jpeg(1280, 720, 0.9f))) {
      for (int side : SIDES) {
        String to = kind.name() + " to " + side + "x" + side;
        new InterleavedTiming()
            .add(to + ", ImageIO", FRAMES, work(jdk, kind, side))
            .add(to + ", " + fast.jpegLibrary(), FRAMES, work(fast, kind, side))
            .run(TIME, "decode " + to, listener)
            .forEach(result -> lines.add(line(result, result.ratio())));
      }
    }
    for (SampleFrames kind :
        List.of(SampleFrames.png(640, 480), SampleFrames.raw(640, 480), SampleFrames.raw(32, 32))) {
      String to = kind.name() + " to 32x32";
      new InterleavedTiming()
          .add(to, FRAMES, work(fast, kind, 32))
          .run(TIME.dividedBy(4), "decode " + to, listener)
          .forEach(result -> lines.add(line(result, Double.NaN)));
    }
    return new BenchSection(
        BenchPart.DECODE.word(),
        "Decoding and resizing, one thread",
        lines,
        List.of("PNG is read in Java in any case"),
        true);
  }

  private static BenchFigure line(InterleavedTiming.Result result, double ratio) {
    return new BenchFigure(result.name(), result.nanos() / 1e6, "ms/frame", ratio);
  }

  private static Runnable work(FrameDecoder decoder, SampleFrames kind, int side) {
    FrameShape shape = new FrameShape(3, side, side);
    List<SensorFrame> frames =
        IntStream.range(0, FRAMES).mapToObj(n -> kind.frame(n, "decode-", 1)).toList();
    return () -> frames.forEach(frame -> decoder.decode(frame, shape));
  }
}
