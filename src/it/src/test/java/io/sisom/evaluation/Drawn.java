package io.sisom.evaluation;

import io.sisom.demo.world.LabeledFrames;
import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.method.FrameShape;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.WriterSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Record files of frames made here. */
public final class Drawn {
  private Drawn() {}

  /** Noise, without labels; each record differs. */
  public static Path records(Path file, int count) throws IOException {
    byte[] bytes = new byte[3073 * count];
    new Random(3).nextBytes(bytes);
    for (int i = 0; i < count; i++) {
      bytes[3073 * i] = (byte) 255;
    }
    return Files.write(file, bytes);
  }

  /** Frames of the simulated world's known kinds, labeled as the demo's network numbers them. */
  public static Path world(Path file, long seed, int count, List<String> labels)
      throws IOException {
    LabeledFrames archive = new LabeledFrames(seed, "test", Instant.EPOCH);
    FrameDecoder decoder = new FrameDecoder(FrameLimits.defaults());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      LabeledFrame frame = archive.frame(i);
      out.write(labels.indexOf(frame.getLabel()));
      DecodedFrame decoded = decoder.decode(frame.getFrame(), new FrameShape(3, 32, 32));
      out.write(((DecodedFrame.Pixels) decoded).planar());
    }
    return Files.write(file, out.toByteArray());
  }

  static SetReader reader(List<String> labels) {
    return new SetReader(
        labels,
        1 << 20,
        new TopicFrames(
            topic -> {
              throw new IllegalStateException("no topics here");
            },
            WriterSchemas::none));
  }
}
