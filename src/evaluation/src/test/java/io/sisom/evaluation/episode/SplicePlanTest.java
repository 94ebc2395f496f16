package io.sisom.evaluation.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.evaluation.EvaluationException;
import io.sisom.method.FrameShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplicePlanTest {
  private static final FrameShape SHAPE = new FrameShape(3, 32, 32);
  private static final long[] MILLIS = LongStream.range(0, 1200).map(i -> 50 * i).toArray();
  private static final List<Stretch> JUDGED =
      List.of(new Stretch(800, 1200), new Stretch(0, 400), new Stretch(400, 800));
  private final PlanDraw draw = new PlanDraw(List.of(SpliceKind.values()), 4, 1000, 3000, 20, 10);

  @Test
  void isTheSameOfOneSeedAndAnotherOfAnother() {
    assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
    assertThat(plan(7).splices()).extracting(Splice::kind).contains(SpliceKind.values());
  }

  @Test
  void keepsSplicesWithinJudgedStretchesWithTimeBetween() {
    for (long seed = 0; seed < 50; seed++) {
      List<Splice> splices = new ArrayList<>(plan(seed).splices());
      for (Splice splice : splices) {
        assertThat(splice.frames()).isBetween(19, 21);
        assertThat(JUDGED).anyMatch(stretch -> stretch.holds(splice.start(), splice.end()));
        assertThat(
                splices.stream()
                    .filter(other -> other != splice && other.copy() == splice.copy())
                    .filter(
                        other ->
                            other.start() < splice.end() + 60 && splice.start() < other.end() + 60))
            .as("others within three seconds of %s", splice)
            .isEmpty();
      }
    }
  }

  @Test
  void comesBackFromItsFileAndMakesTheSameFrames(@TempDir Path folder) throws Exception {
    SplicePlan plan = plan(3);
    plan.write(folder.resolve("plan.json"));
    SplicePlan read = SplicePlan.read(folder.resolve("plan.json"));
    assertThat(read).isEqualTo(plan);
    List<byte[]> pictures = noise(20, 5);
    byte[] frame = noise(1, 6).get(0);
    byte[] before = frame.clone();
    Splicer splicer = new Splicer(SHAPE, pictures, pictures);
    for (int i = 0; i < plan.splices().size(); i++) {
      Splice splice = plan.splices().get(i);
      for (int at : new int[] {0, splice.frames() - 1}) {
        byte[] changed = splicer.apply(splice, at, frame);
        assertThat(changed)
            .isEqualTo(splicer.apply(read.splices().get(i), at, frame))
            .hasSameSizeAs(frame)
            .isNotEqualTo(frame);
      }
    }
    assertThat(frame).as("the stream's own frame").isEqualTo(before);
  }

  @Test
  void changesNothingOutsideAnObjectsMask() {
    byte[] frame = noise(1, 1).get(0);
    Mask mask = new Mask(4, 6, 10, 12);
    Splice object = new Splice(0, SpliceKind.OBJECT, 0, 5, 0, mask, 0, 0, 1);
    byte[] changed = new Splicer(SHAPE, noise(1, 2), List.of()).apply(object, 3, frame);
    int inside = 0;
    for (int i = 0; i < frame.length; i++) {
      int x = i % 32;
      int y = i / 32 % 32;
      boolean within = x >= 4 && x < 14 && y >= 6 && y < 18;
      assertThat(within || changed[i] == frame[i]).as("column %d, row %d", x, y).isTrue();
      inside += changed[i] == frame[i] ? 0 : 1;
    }
    assertThat(inside).as("an ellipse fills π/4 of its box").isBetween(3 * 70, 3 * 100);
  }

  @Test
  void darkensVeilsAndBlursAsMuchAsItSays() {
    byte[] frame = new byte[SHAPE.bytes()];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) (i % 2 == 0 ? 200 : 40);
    }
    Splicer splicer = new Splicer(SHAPE, List.of(), List.of());
    assertThat(splicer.apply(whole(SpliceKind.DARK, 0.75), 0, frame)).startsWith(50, 10, 50, 10);
    byte[] fog = splicer.apply(whole(SpliceKind.FOG, 0.8), 0, frame);
    assertThat(contrast(fog)).isLessThan(contrast(frame) / 3);
    assertThat(fog[0] & 0xff).isBetween(200, 205);
    assertThat(contrast(splicer.apply(whole(SpliceKind.BLUR, 1), 0, frame))).isLessThan(10);
  }

  @Test
  void refusesPicturesThatAreNotThere() {
    assertThatThrownBy(() -> new PlanDraw(List.of(SpliceKind.OBJECT), 1, 1000, 3000, 0, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("--objects");
    assertThatThrownBy(() -> plan(1).requireFits(1200, SHAPE, 19, 10))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("20 objects");
    assertThatThrownBy(() -> plan(1).requireFits(1199, SHAPE, 20, 10))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("1199");
  }

  @Test
  void saysOfAFileThatIsNoPlan(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("plan.json"), "{\"seed\": 1, \"splices\": 3}");
    assertThatThrownBy(() -> SplicePlan.read(file))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("no splice plan");
  }

  private SplicePlan plan(long seed) {
    return draw.draw(seed, MILLIS, SHAPE, JUDGED);
  }

  private static Splice whole(SpliceKind kind, double strength) {
    return new Splice(0, kind, 0, 5, 0, Mask.whole(SHAPE), 0, 0, strength);
  }

  private static int contrast(byte[] planes) {
    return Math.abs((planes[500] & 0xff) - (planes[501] & 0xff));
  }

  private static List<byte[]> noise(int count, long seed) {
    Random random = new Random(seed);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] planes = new byte[SHAPE.bytes()];
      random.nextBytes(planes);
      frames.add(planes);
    }
    return frames;
  }
}
