package io.sisom.labeling;

import io.sisom.feed.Findings;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which labeled frames of a source go into the pool, and under which ids: known before the first is
 * sent. A picture has one class for each annotator; where two are given, neither is taken.
 */
final class ImportPlan {
  /** A picture that stands twice in the source, under one class. */
  static final String TWICE = "the same picture again";

  /** A picture whose label the pool holds. */
  static final String HELD = "in the pool already with this label";

  /** A picture with two classes in the source. */
  static final String TWO_CLASSES = "one picture under two classes";

  /** A picture that the annotator gave another class before. */
  static final String OTHER_CLASS = "labeled otherwise in the pool by the same annotator";

  private final Map<String, Planned> byPicture = new LinkedHashMap<>();
  private final Findings findings = new Findings();

  /** A picture's label, and the frames of the pool that it is written to. */
  private static final class Planned {
    private final String place;
    private final String label;
    private final String annotator;
    private boolean conflict;
    private List<String> frameIds = List.of();

    Planned(LabelSource.Item item) {
      this.place = item.place();
      this.label = item.labeled().getLabel();
      this.annotator = item.labeled().getAnnotator();
    }

    String says() {
      return place + " says " + label;
    }
  }

  private ImportPlan() {}

  /**
   * Reads the source through.
   *
   * @param pool what the pool holds
   * @param replace whether another label of the same annotator gives way
   */
  static ImportPlan of(LabelSource source, Collection<Answer> pool, boolean replace) {
    ImportPlan plan = new ImportPlan();
    source.forEachRemaining(plan::take);
    plan.byPicture.values().removeIf(planned -> planned.conflict);
    plan.meet(pool, replace);
    plan.findings.addAll(source.findings());
    return plan;
  }

  private void take(LabelSource.Item item) {
    Planned planned = new Planned(item);
    Planned first = byPicture.putIfAbsent(item.labeled().getFrame().getFrameId(), planned);
    if (first == null) {
      return;
    }
    if (first.label.equals(planned.label) && !first.conflict) {
      findings.passedOver().add(TWICE, item.place());
      return;
    }
    if (!first.conflict) {
      findings.refused().add(TWO_CLASSES, first.says());
    }
    first.conflict = true;
    findings.refused().add(TWO_CLASSES, planned.says());
  }

  private void meet(Collection<Answer> pool, boolean replace) {
    Map<String, List<Answer>> held = new HashMap<>();
    for (Answer answer : pool) {
      if (byPicture.containsKey(answer.picture())) {
        held.computeIfAbsent(answer.picture(), it -> new ArrayList<>()).add(answer);
      }
    }
    Set<String> taken = new HashSet<>();
    byPicture.forEach(
        (picture, planned) -> {
          planned.frameIds =
              frames(picture, planned, held.getOrDefault(picture, List.of()), replace);
          if (planned.frameIds.isEmpty()) {
            taken.add(picture);
          }
        });
    byPicture.keySet().removeAll(taken);
  }

  /** Frames the label is written to; none where the pool holds it or another of the annotator. */
  private List<String> frames(String picture, Planned planned, List<Answer> held, boolean replace) {
    List<Answer> own =
        held.stream().filter(answer -> answer.annotator().equals(planned.annotator)).toList();
    List<Answer> other =
        own.stream().filter(answer -> !answer.label().equals(planned.label)).toList();
    if (own.isEmpty()) {
      return List.of(held.stream().map(Answer::frameId).sorted().findFirst().orElse(picture));
    }
    if (other.isEmpty()) {
      findings.passedOver().add(HELD, planned.place);
      return List.of();
    }
    if (!replace) {
      Answer one = other.get(0);
      findings
          .refused()
          .add(OTHER_CLASS, planned.says() + ", frame " + one.frameId() + " is " + one.label());
      return List.of();
    }
    return other.stream().map(Answer::frameId).distinct().sorted().toList();
  }

  /** Labeled frames to send. */
  long size() {
    return byPicture.values().stream().mapToLong(planned -> planned.frameIds.size()).sum();
  }

  Findings findings() {
    return findings;
  }

  /** What to send of an item: once for each picture, under the ids it has in the pool. */
  List<LabeledFrame> send(LabelSource.Item item) {
    LabeledFrame labeled = item.labeled();
    return Optional.ofNullable(byPicture.remove(labeled.getFrame().getFrameId())).stream()
        .flatMap(planned -> planned.frameIds.stream())
        .map(frameId -> under(frameId, labeled))
        .toList();
  }

  private static LabeledFrame under(String frameId, LabeledFrame labeled) {
    if (frameId.equals(labeled.getFrame().getFrameId())) {
      return labeled;
    }
    SensorFrame frame = SensorFrame.newBuilder(labeled.getFrame()).setFrameId(frameId).build();
    return LabeledFrame.newBuilder(labeled).setFrame(frame).build();
  }
}
