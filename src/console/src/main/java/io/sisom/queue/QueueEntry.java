package io.sisom.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that the queue knows of one frame.
 *
 * @param candidate the frame and why it was chosen
 * @param leases who has it now, at most one each
 * @param answers what was said of it, at most one of an annotator
 * @param skips who would not, at most one of an annotator
 * @param ended how it left the ranking, if it did
 */
public record QueueEntry(
    Candidate candidate,
    List<Lease> leases,
    List<GivenLabel> answers,
    List<Skip> skips,
    Optional<Ended> ended) {

  /** How and when. */
  public record Ended(Ending how, Instant at) {}

  /** Copies the lists. */
  public QueueEntry {
    leases = List.copyOf(leases);
    answers = List.copyOf(answers);
    skips = List.copyOf(skips);
  }

  static QueueEntry of(Candidate candidate) {
    return new QueueEntry(candidate, List.of(), List.of(), List.of(), Optional.empty());
  }

  /** The frame's id. */
  public String frameId() {
    return candidate.frameId();
  }

  /** The lease of an annotator. */
  public Optional<Lease> leaseOf(String annotator) {
    return leases.stream().filter(lease -> lease.annotator().equals(annotator)).findFirst();
  }

  /** The answer of an annotator. */
  public Optional<GivenLabel> answerOf(String annotator) {
    return answers.stream().filter(given -> given.annotator().equals(annotator)).findFirst();
  }

  /** Skips that say that the frame shows no class: answers of their own kinds. */
  public List<Skip> noneAnswers() {
    return skips.stream().filter(skip -> skip.reason().kind().isPresent()).toList();
  }

  /** Skips that the labeled pool is to be given and was not. */
  public List<Skip> owedToPool() {
    return skips.stream().filter(Skip::owedToPool).toList();
  }

  Optional<Skip> skipOf(String annotator) {
    return skips.stream().filter(skip -> skip.annotator().equals(annotator)).findFirst();
  }

  /** Who has it, answered or skipped it: nobody who is to get it again. */
  Set<String> touchedBy() {
    return Stream.of(
            leases.stream().map(Lease::annotator),
            answers.stream().map(GivenLabel::annotator),
            skips.stream().map(Skip::annotator))
        .flatMap(names -> names)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The label that more than half of the answers give. */
  public Optional<String> majority() {
    return answers.stream()
        .collect(Collectors.groupingBy(GivenLabel::label, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(count -> 2 * count.getValue() > answers.size())
        .map(count -> count.getKey())
        .findFirst();
  }

  QueueEntry leasedTo(Lease lease) {
    return new QueueEntry(
        candidate,
        with(leases, other -> other.annotator().equals(lease.annotator()), lease),
        answers,
        skips,
        ended);
  }

  /** With no lease that ends later than that. */
  public QueueEntry leasedUntil(Instant latest) {
    return withLeases(
        it -> it.until().isAfter(latest) ? new Lease(it.annotator(), it.since(), latest) : it);
  }

  QueueEntry leasesMoved(Duration step) {
    return withLeases(
        it -> new Lease(it.annotator(), it.since().plus(step), it.until().plus(step)));
  }

  private QueueEntry withLeases(UnaryOperator<Lease> change) {
    return new QueueEntry(candidate, leases.stream().map(change).toList(), answers, skips, ended);
  }

  QueueEntry unleased(String annotator) {
    return new QueueEntry(
        candidate,
        without(leases, lease -> lease.annotator().equals(annotator)),
        answers,
        skips,
        ended);
  }

  QueueEntry answered(GivenLabel given) {
    QueueEntry free = unleased(given.annotator());
    return new QueueEntry(
        candidate,
        free.leases,
        with(answers, other -> other.annotator().equals(given.annotator()), given),
        without(skips, skip -> skip.annotator().equals(given.annotator())),
        ended);
  }

  QueueEntry skipped(Skip skip) {
    QueueEntry free = unleased(skip.annotator());
    return new QueueEntry(
        candidate,
        free.leases,
        answers,
        with(skips, other -> other.annotator().equals(skip.annotator()), skip),
        ended);
  }

  /** Without what the annotator said, as if it had never been. */
  QueueEntry withoutAnswerOf(String annotator) {
    return new QueueEntry(
        candidate,
        leases,
        without(answers, given -> given.annotator().equals(annotator)),
        without(skips, skip -> skip.annotator().equals(annotator)),
        ended);
  }

  /** As if it had come because someone asked for it. */
  QueueEntry requested() {
    return new QueueEntry(candidate.asked(), leases, answers, skips, ended);
  }

  QueueEntry ended(Optional<Ended> how) {
    return new QueueEntry(candidate, leases, answers, skips, how);
  }

  private static <T> List<T> with(List<T> list, Predicate<T> replaced, T added) {
    List<T> changed = new ArrayList<>(without(list, replaced));
    changed.add(added);
    return changed;
  }

  private static <T> List<T> without(List<T> list, Predicate<T> gone) {
    return list.stream().filter(gone.negate()).toList();
  }
}
