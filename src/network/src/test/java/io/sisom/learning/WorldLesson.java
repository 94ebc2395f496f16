package io.sisom.learning;

import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.method.FrameShape;
import io.sisom.schema.LabeledFrame;
import io.sisom.setting.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Frames of the simulated world to learn from, in the order they were drawn. */
record WorldLesson(List<byte[]> pixels, List<Integer> rows) implements LearningFrames {
  private static final FrameShape SHAPE = new FrameShape(3, 32, 32);

  /** {@code count} frames of {@code kinds} in turn, with the rows their labels have in the head. */
  static WorldLesson of(int count, long seed, List<ObjectKind> kinds, List<String> headLabels) {
    FrameDecoder decoder = new FrameDecoder(Settings.defaults(FrameLimits.class));
    LabeledFrames world = new LabeledFrames(seed, "test", Instant.EPOCH, kinds);
    List<byte[]> pixels = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LabeledFrame frame = world.frame(i);
      pixels.add(((DecodedFrame.Pixels) decoder.decode(frame.getFrame(), SHAPE)).planar());
      rows.add(headLabels.indexOf(frame.getLabel()));
    }
    return new WorldLesson(pixels, rows);
  }

  WorldLesson and(WorldLesson other) {
    List<byte[]> allPixels = new ArrayList<>(pixels);
    allPixels.addAll(other.pixels);
    List<Integer> allRows = new ArrayList<>(rows);
    allRows.addAll(other.rows);
    return new WorldLesson(allPixels, allRows);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public byte[] pixels(int index) {
    return pixels.get(index);
  }

  @Override
  public int label(int index) {
    return rows.get(index);
  }
}
