package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.method.FloatFeatures;
import io.sisom.method.LeanFeature;
import io.sisom.method.TapLayout;
import io.sisom.reference.MutedFrames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from the frames that people muted what is so like them that it is to raise no alert. All
 * other frames that have an answer, of classes, of labels that are no class yet, foreign or faulty,
 * bound how far that goes.
 */
final class MuteTeacher {
  private static final Logger log = LoggerFactory.getLogger(MuteTeacher.class);

  private final NoneConfig config;

  MuteTeacher(NoneConfig config) {
    this.config = config;
  }

  /** Frames that a version looks at: where some are muted, all that have an answer. */
  Set<String> frames(SettledLabels settled, NoneKinds kinds) {
    Set<String> frames = kinds.frames(settled);
    if (enough(settled)) {
      frames.addAll(settled.none().keySet());
    }
    return frames;
  }

  private boolean enough(SettledLabels settled) {
    return settled.muted().size() >= config.muteLabels();
  }

  /**
   * What they come to.
   *
   * @param table that has all frames of {@link #frames}
   * @param layout of its activations
   */
  MuteLesson learn(PoolFeatures table, SettledLabels settled, TapLayout layout) {
    if (!enough(settled)) {
      return MuteLesson.NOTHING;
    }
    Set<String> others = new TreeSet<>(settled.byFrame().keySet());
    others.addAll(settled.none().keySet());
    others.removeAll(settled.muted());
    List<String> chosen =
        settled.muted().stream().sorted(FrameHash.ORDER).limit(config.muteFrames()).toList();
    LeanFeature likeness = new LeanFeature(layout, LeanFeature.defaultTaps(layout));
    Rows muted = Rows.of(table, chosen, likeness);
    MuteRadii radii = MuteRadii.of(muted.features(), Rows.of(table, others, likeness).features());
    int[] kept = radii.positive();
    if (kept.length == 0) {
      log.atWarn().addKeyValue("frames", chosen.size()).log("no muted frame is apart from others");
      return MuteLesson.NOTHING;
    }
    MutedFrames frames =
        new MutedFrames(
            likeness,
            muted.features().select(kept),
            radii.select(kept),
            Arrays.stream(kept).mapToObj(muted.ids()::get).toList());
    log.atInfo()
        .addKeyValue("frames", frames.size())
        .addKeyValue("share", radii.share())
        .log("what is like muted frames raises no alert");
    return new MuteLesson(Optional.of(frames), OptionalDouble.of(radii.share()));
  }

  /** Features of frames, without those that are not finite. */
  private record Rows(List<String> ids, FloatFeatures features) {
    static Rows of(PoolFeatures table, Iterable<String> frameIds, LeanFeature likeness) {
      int width = likeness.width();
      List<String> ids = new ArrayList<>();
      List<float[]> rows = new ArrayList<>();
      for (String id : frameIds) {
        float[] row = new float[width];
        if (likeness.enhance(table.taps(id), new float[0], 0, row, 0)) {
          ids.add(id);
          rows.add(row);
        }
      }
      float[] all = new float[Math.multiplyExact(rows.size(), width)];
      for (int i = 0; i < rows.size(); i++) {
        System.arraycopy(rows.get(i), 0, all, i * width, width);
      }
      return new Rows(ids, new FloatFeatures(all, rows.size(), width));
    }
  }
}
