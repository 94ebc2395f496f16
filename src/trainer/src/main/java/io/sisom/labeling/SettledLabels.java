package io.sisom.labeling;

import io.sisom.text.Names;
import io.sisom.wire.LabelKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The labels that count.
 *
 * @param byFrame label of each frame, by frameId
 * @param calibration frames of these that are held out for calibration whatever the split says
 * @param conflictFrames frames without one because their annotators disagree and none has a
 *     majority
 * @param duplicateFrames frames without one because another shows the very same pixels
 * @param none frames that show no class, by frameId: none of them is in {@code byFrame}
 * @param muted frames of these that are foreign and muted
 * @param captured who saw each frame that has an answer, and when, by frameId; a frame may be
 *     missing
 */
public record SettledLabels(
    Map<String, String> byFrame,
    Set<String> calibration,
    int conflictFrames,
    int duplicateFrames,
    Map<String, LabelKind> none,
    Set<String> muted,
    Map<String, Captured> captured) {
  /** Keeps copies. */
  public SettledLabels {
    byFrame = Map.copyOf(byFrame);
    calibration = Set.copyOf(calibration);
    none = Map.copyOf(none);
    muted = Set.copyOf(muted);
    captured = Map.copyOf(captured);
  }

  /** Where nobody knows who saw the frames. */
  public SettledLabels(
      Map<String, String> byFrame,
      Set<String> calibration,
      int conflictFrames,
      int duplicateFrames,
      Map<String, LabelKind> none,
      Set<String> muted) {
    this(byFrame, calibration, conflictFrames, duplicateFrames, none, muted, Map.of());
  }

  /** The same, with who saw the frames and when. */
  public SettledLabels with(Map<String, Captured> seen) {
    return new SettledLabels(
        byFrame, calibration, conflictFrames, duplicateFrames, none, muted, seen);
  }

  /** Where no frame is muted. */
  public SettledLabels(
      Map<String, String> byFrame,
      Set<String> calibration,
      int conflictFrames,
      int duplicateFrames,
      Map<String, LabelKind> none) {
    this(byFrame, calibration, conflictFrames, duplicateFrames, none, Set.of());
  }

  /** Where every frame that has an answer shows a class. */
  public SettledLabels(
      Map<String, String> byFrame,
      Set<String> calibration,
      int conflictFrames,
      int duplicateFrames) {
    this(byFrame, calibration, conflictFrames, duplicateFrames, Map.of());
  }

  /** Labels that nobody disputes, of frames that are split like any others. */
  public static SettledLabels of(Map<String, String> byFrame) {
    return new SettledLabels(byFrame, Set.of(), 0, 0);
  }

  /** Frames of each label that is not among {@code known}. */
  public Map<String, Integer> countWithout(Collection<String> known) {
    Map<String, Integer> counts = new TreeMap<>();
    byFrame.values().stream()
        .filter(label -> !known.contains(label))
        .forEach(label -> counts.merge(label, 1, Integer::sum));
    return counts;
  }

  /** Frames of each kind that is no class. */
  public Map<LabelKind, Integer> countNone() {
    Map<LabelKind, Integer> counts = new EnumMap<>(LabelKind.class);
    none.values().forEach(kind -> counts.merge(kind, 1, Integer::sum));
    return counts;
  }

  /**
   * The same, a label written like the class that is the same name in another form: names of a
   * network made from folders on macOS are decomposed, imported labels are composed.
   */
  public SettledLabels spelledLike(Collection<String> classes) {
    Map<String, String> spelling = new HashMap<>();
    classes.forEach(name -> Names.label(name).ifPresent(form -> spelling.putIfAbsent(form, name)));
    classes.forEach(name -> spelling.put(name, name));
    Map<String, String> spelled = new HashMap<>();
    byFrame.forEach(
        (frameId, label) -> {
          String form = Names.label(label).orElse(label);
          spelled.put(frameId, spelling.getOrDefault(label, spelling.getOrDefault(form, label)));
        });
    return new SettledLabels(spelled, calibration, conflictFrames, duplicateFrames, none, muted)
        .with(captured);
  }
}
