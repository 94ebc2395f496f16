package io.sisom.network;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of loading something out of a version's verified files. That a version cannot be used
 * is expected, so it is a value; an exception is a bug.
 *
 * @param <T> what was to be loaded
 */
public sealed interface Loading<T> {
  /** It is there. */
  record Loaded<T>(T value) implements Loading<T> {}

  /** It cannot be used; {@code reason} is a sentence for people. */
  record Unusable<T>(String reason) implements Loading<T> {}

  /** One of two, by what came of it. */
  default <R> R either(
      Function<? super T, ? extends R> loaded, Function<? super String, ? extends R> unusable) {
    return this instanceof Loaded<T> it
        ? loaded.apply(it.value())
        : unusable.apply(trouble().orElseThrow());
  }

  /** What was made of what is there. */
  default <R> Loading<R> map(Function<? super T, ? extends R> each) {
    return either(value -> new Loaded<>(each.apply(value)), Unusable::new);
  }

  /** Why it cannot be used; empty where it can. */
  default Optional<String> trouble() {
    return this instanceof Unusable<T> not ? Optional.of(not.reason()) : Optional.empty();
  }

  /** What is there, of one without {@link #trouble}. */
  default T value() {
    return either(
        value -> value,
        reason -> {
          throw new IllegalStateException("asked for what cannot be used: " + reason);
        });
  }
}
