package io.sisom.queue;

import io.sisom.setting.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A queue with a clock that tests move, and all that came out of it. */
final class QueueRun {
  final QueueConfig config;
  final LabelQueue queue;
  final List<Change> changes = new ArrayList<>();
  final Map<String, String> pool = new HashMap<>();
  Instant now = Candidates.NOON;

  QueueRun(Map<String, String> settings) {
    this.config = Settings.of(settings).bind(QueueConfig.class);
    this.queue = new LabelQueue(config);
  }

  QueueRun offer(Candidate... candidates) {
    for (Candidate candidate : candidates) {
      handle(new Command.Offer(candidate));
    }
    return this;
  }

  Outcome handle(Command command) {
    Result result = queue.handle(command, now);
    changes.addAll(result.changes());
    for (PoolWrite write : result.pool()) {
      if (write instanceof PoolWrite.Put put) {
        pool.put(put.entry().frameId() + "|" + put.given().annotator(), put.given().label());
      } else if (write instanceof PoolWrite.PutKind put) {
        pool.put(put.entry().frameId() + "|" + put.skip().annotator(), "!" + put.kind().word());
      } else if (write instanceof PoolWrite.Withdraw gone) {
        pool.remove(gone.frameId() + "|" + gone.annotator());
      }
    }
    return result.outcome();
  }

  /** The frame that comes next for someone, or nothing. */
  Optional<String> next(String annotator) {
    return handle(new Command.Next(annotator)) instanceof Outcome.Leased leased
        ? Optional.of(leased.entry().frameId())
        : Optional.empty();
  }

  Outcome answer(String annotator, String frameId, String label) {
    return handle(new Command.Answer(annotator, frameId, label));
  }

  Outcome skip(String annotator, String frameId, SkipReason reason) {
    return handle(new Command.Decline(annotator, frameId, reason));
  }

  Outcome undo(String annotator) {
    return handle(new Command.Undo(annotator, Optional.empty()));
  }

  void pass(Duration time) {
    now = now.plus(time);
    changes.addAll(queue.expire(now));
  }

  void live(long version, String... labels) {
    changes.addAll(queue.live(version, Set.of(labels), now));
  }

  /** What a queue knows that is told the last change of each frame alone. */
  LabelQueue restarted() {
    Map<String, Change> last = new HashMap<>();
    changes.forEach(change -> last.put(change.frameId(), change));
    LabelQueue restarted = new LabelQueue(config);
    last.values().forEach(change -> restarted.restore(change.frameId(), change.after()));
    return restarted;
  }

  QueueEntry entry(String frameId) {
    return queue.find(frameId).orElseThrow();
  }
}
