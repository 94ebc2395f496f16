package io.sisom.console.exchange;

import io.sisom.text.Names;
import io.sisom.wire.LabelKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answers of a file that can be given to the queue: one for each frame and annotator. Where a
 * file has two labels for one, neither is taken.
 */
public final class ImportedAnswers implements ImportSink {
  /** So many answers of one file are kept. */
  static final int MOST = 100_000;

  private final FrameNames frames;
  private final Optional<String> otherwise;
  private final Map<Who, Optional<Said>> labels = new LinkedHashMap<>();
  private final Refusals refusals = new Refusals();
  private final Map<String, Integer> passedOver = new TreeMap<>();
  private int read;

  /** Whose answer, on which frame. */
  public record Who(String frameId, String annotator) {}

  /**
   * What somebody said.
   *
   * @param label of a class its name, of another kind the kind's word
   */
  public record Said(LabelKind kind, String label) {
    static Said of(LabelKind kind, String label) {
      return new Said(kind, kind.none() ? kind.word() : label);
    }
  }

  /**
   * For frames that the queue knows.
   *
   * @param otherwise the annotator where the file names none
   */
  public ImportedAnswers(FrameNames frames, Optional<String> otherwise) {
    this.frames = frames;
    this.otherwise = otherwise;
  }

  @Override
  public void label(ImportedLabel given) throws ImportException {
    read++;
    Optional<String> annotator = given.annotator().or(() -> otherwise).flatMap(Names::annotator);
    Optional<String> label = Names.label(given.said().label());
    if (!frames.knows(given.frameId())) {
      refuse(given.frameId(), "unknown-frame", "the queue does not know this frame");
    } else if (annotator.isEmpty()) {
      refuse(
          given.frameId(),
          "bad-annotator",
          given.annotator().isEmpty()
              ? "the file does not say who answered; name the annotator"
              : "the annotator's name is empty, too long or has characters that cannot be seen");
    } else if (label.isEmpty()) {
      refuse(
          given.frameId(),
          "bad-label",
          "the label is empty, longer than %d characters or has characters that cannot be seen"
              .formatted(Names.MAX_LABEL_LENGTH));
    } else {
      keep(new Who(given.frameId(), annotator.get()), new Said(given.said().kind(), label.get()));
    }
  }

  private void keep(Who who, Said label) throws ImportException {
    Optional<Said> before = labels.putIfAbsent(who, Optional.of(label));
    if (before == null) {
      if (labels.size() > MOST) {
        throw new ImportException(
            "the file has more than " + MOST + " answers to frames of the queue; split it");
      }
    } else if (before.equals(Optional.of(label))) {
      passOver("same-answer-again");
    } else {
      before.ifPresent(first -> refuseTwo(who, first));
      refuseTwo(who, label);
      labels.put(who, Optional.empty());
    }
  }

  private void refuseTwo(Who who, Said said) {
    refuse(
        who.frameId(),
        "two-labels",
        "%s gives this frame two labels in the file, one is %s"
            .formatted(who.annotator(), said.label()));
  }

  @Override
  public void refuse(String frame, String reason, String detail) {
    refusals.add(frame, reason, detail);
  }

  @Override
  public void passOver(String reason) {
    passedOver.merge(reason, 1, Integer::sum);
  }

  /** Labels that the file holds. */
  public int read() {
    return read;
  }

  /** What each answer says, in the file's order. */
  public Map<Who, Said> said() {
    Map<Who, Said> taken = new LinkedHashMap<>();
    labels.forEach((who, said) -> said.ifPresent(it -> taken.put(who, it)));
    return taken;
  }

  /** The label of each answer that names a class, in the file's order. */
  public Map<Who, String> labels() {
    Map<Who, String> taken = new LinkedHashMap<>();
    said()
        .forEach(
            (who, said) -> {
              if (!said.kind().none()) {
                taken.put(who, said.label());
              }
            });
    return taken;
  }

  /** What was refused. */
  public Refusals refusals() {
    return refusals;
  }

  /** How much was no answer, by reason. */
  public Map<String, Integer> passedOver() {
    return new TreeMap<>(passedOver);
  }
}
