package io.sisom.labeling;

import io.sisom.wire.LabelKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All answers in force, one for each key of the labeled pool, and the rule that settles which label
 * counts:
 *
 * <ul>
 *   <li>Frames with the very same pixels are one picture; the frame of the first id stands for it.
 *   <li>Of each annotator the latest answer on a picture counts.
 *   <li>The label that most annotators gave counts; on a tie the picture has no label until
 *       somebody decides.
 *   <li>That a frame shows no class, foreign or fault, is an answer as good as a label.
 *   <li>A picture that one of these answers gives to calibration is held out.
 *   <li>A foreign picture that one of these answers mutes is muted.
 * </ul>
 */
public final class LabelBook {
  private static final Comparator<Map.Entry<String, Answer>> LATEST_LAST =
      Comparator.comparing((Map.Entry<String, Answer> e) -> e.getValue().at())
          .thenComparing(Map.Entry::getKey);

  private final Map<String, Answer> answers = new HashMap<>();

  /** Adds or replaces the answer under a key. */
  public void put(String key, Answer answer) {
    answers.put(key, answer);
  }

  /** Takes an answer back; the answer, if there was one. */
  public Optional<Answer> remove(String key) {
    return Optional.ofNullable(answers.remove(key));
  }

  /** Answers that hold. */
  public int size() {
    return answers.size();
  }

  /** The labels that count now. */
  public SettledLabels settle() {
    Map<String, List<Map.Entry<String, Answer>>> byPicture = new TreeMap<>();
    answers
        .entrySet()
        .forEach(
            entry ->
                byPicture
                    .computeIfAbsent(entry.getValue().picture(), picture -> new ArrayList<>())
                    .add(entry));
    Map<String, String> labels = new HashMap<>();
    Map<String, LabelKind> none = new HashMap<>();
    Set<String> calibration = new HashSet<>();
    Set<String> muted = new HashSet<>();
    int conflicts = 0;
    int duplicates = 0;
    for (List<Map.Entry<String, Answer>> given : byPicture.values()) {
      List<String> frames =
          given.stream().map(entry -> entry.getValue().frameId()).distinct().sorted().toList();
      Collection<Answer> latest = latestOfEach(given);
      Optional<Said> said = majority(latest.stream().map(Said::of).toList());
      Optional<String> label = said.filter(it -> !it.kind().none()).map(Said::label);
      label.ifPresent(found -> labels.put(frames.get(0), found));
      said.map(Said::kind).filter(LabelKind::none).ifPresent(it -> none.put(frames.get(0), it));
      if (label.isPresent() && latest.stream().anyMatch(Answer::calibration)) {
        calibration.add(frames.get(0));
      }
      if (said.filter(it -> it.kind() == LabelKind.FOREIGN).isPresent()
          && latest.stream().anyMatch(Answer::mutes)) {
        muted.add(frames.get(0));
      }
      conflicts += said.isEmpty() ? 1 : 0;
      duplicates += frames.size() - 1;
    }
    return new SettledLabels(labels, calibration, conflicts, duplicates, none, muted);
  }

  private static Collection<Answer> latestOfEach(List<Map.Entry<String, Answer>> given) {
    Map<String, Answer> latest = new HashMap<>();
    given.stream()
        .sorted(LATEST_LAST)
        .forEach(entry -> latest.put(entry.getValue().annotator(), entry.getValue()));
    return latest.values();
  }

  /** A vote: a class, or a kind that is none. */
  private record Said(LabelKind kind, String label) {
    static Said of(Answer answer) {
      return new Said(answer.kind(), answer.kind().none() ? "" : answer.label());
    }
  }

  private static Optional<Said> majority(Collection<Said> votes) {
    Map<Said, Integer> counts = new HashMap<>();
    votes.forEach(said -> counts.merge(said, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
    List<Said> leading =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .map(Map.Entry::getKey)
            .toList();
    return leading.size() == 1 ? Optional.of(leading.get(0)) : Optional.empty();
  }
}
