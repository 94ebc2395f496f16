package io.sisom.queue;

import java.util.Optional;

/**
 * What can be asked of the queue. Names and labels are as {@link io.sisom.text.Names} accepts them.
 */
public sealed interface Command {
  /** Has {@code visitor} do what belongs to this kind of command. */
  <T> T accept(Visitor<T> visitor);

  /** Something to do for each kind of command. */
  interface Visitor<T> {
    T offer(Offer offer);

    T next(Next next);

    T take(Take take);

    T renew(Renew renew);

    T giveBack(GiveBack giveBack);

    T answer(Answer answer);

    T decline(Decline decline);

    T undo(Undo undo);

    T pool(Pool pool);

    T settle(Settle settle);

    T lose(Lose lose);
  }

  /** A candidate came. */
  record Offer(Candidate candidate) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.offer(this);
    }
  }

  /** The best frame this annotator may have, leased. */
  record Next(String annotator) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.next(this);
    }
  }

  /** This frame, leased. */
  record Take(String annotator, String frameId) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.take(this);
    }
  }

  /** A lease, longer. */
  record Renew(String annotator, String frameId) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.renew(this);
    }
  }

  /** A lease given back. */
  record GiveBack(String annotator, String frameId) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.giveBack(this);
    }
  }

  /** What the frame shows. */
  record Answer(String annotator, String frameId, String label) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.answer(this);
    }
  }

  /** No label, and why. */
  record Decline(String annotator, String frameId, SkipReason reason) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.decline(this);
    }
  }

  /** Takes back what the annotator said of this frame, or last. */
  record Undo(String annotator, Optional<String> frameId) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.undo(this);
    }
  }

  /**
   * The labeled pool gets the annotator's skip of the frame, which it was not given.
   *
   * @param overruled whether the pool has a later answer of theirs, which stays
   */
  record Pool(String annotator, String frameId, boolean overruled) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.pool(this);
    }
  }

  /** An episode's verdict says what the frame shows: nobody need say what it shows. */
  record Settle(String annotator, String frameId) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.settle(this);
    }
  }

  /** The frame's picture is no longer to be had. */
  record Lose(String frameId) implements Command {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.lose(this);
    }
  }
}
