package io.sisom.queue;

import io.sisom.wire.LabelKind;
import java.time.Instant;

/** What a command means for the labeled pool. */
public sealed interface PoolWrite {
  /** Has {@code visitor} do what belongs to this kind of write. */
  <T> T accept(Visitor<T> visitor);

  /** Something to do for each kind of write. */
  interface Visitor<T> {
    T put(Put put);

    T putKind(PutKind put);

    T withdraw(Withdraw withdraw);
  }

  /** The annotator's answer, in place of an earlier one. */
  record Put(QueueEntry entry, GivenLabel given) implements PoolWrite {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.put(this);
    }
  }

  /** The annotator's word that the frame shows no class, in place of an earlier answer. */
  record PutKind(QueueEntry entry, Skip skip, LabelKind kind) implements PoolWrite {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.putKind(this);
    }
  }

  /** The annotator's answer no longer holds. */
  record Withdraw(String frameId, String annotator, Instant at) implements PoolWrite {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.withdraw(this);
    }
  }
}
