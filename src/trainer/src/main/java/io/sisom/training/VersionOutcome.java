package io.sisom.training;

import io.sisom.schema.ReferenceManifest;
import java.util.function.Function;

/** What came of making a version. */
public sealed interface VersionOutcome {
  /** One of three, by what came of it. */
  <R> R either(
      Function<? super Made, ? extends R> made,
      Function<? super Rejected, ? extends R> rejected,
      Function<? super NotMade, ? extends R> notMade);

  /** It is published and active. */
  record Made(ReferenceManifest manifest) implements VersionOutcome {
    @Override
    public <R> R either(
        Function<? super Made, ? extends R> made,
        Function<? super Rejected, ? extends R> rejected,
        Function<? super NotMade, ? extends R> notMade) {
      return made.apply(this);
    }
  }

  /** It is published to be looked at, and not active: the gate rejected it. */
  record Rejected(ReferenceManifest manifest) implements VersionOutcome {
    @Override
    public <R> R either(
        Function<? super Made, ? extends R> made,
        Function<? super Rejected, ? extends R> rejected,
        Function<? super NotMade, ? extends R> notMade) {
      return rejected.apply(this);
    }
  }

  /** There is none, for a reason a person understands. */
  record NotMade(String reason) implements VersionOutcome {
    @Override
    public <R> R either(
        Function<? super Made, ? extends R> made,
        Function<? super Rejected, ? extends R> rejected,
        Function<? super NotMade, ? extends R> notMade) {
      return notMade.apply(this);
    }
  }
}
