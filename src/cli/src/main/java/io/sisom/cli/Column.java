package io.sisom.cli;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of what a subscription prints.
 *
 * @param name the same in every format
 * @param value what a row shows; null prints as nothing
 * @param optional whether text leaves it out where it is nothing
 */
record Column<T>(String name, Function<T, @Nullable Object> value, boolean optional) {
  /** One that text always shows. */
  Column(String name, Function<T, @Nullable Object> value) {
    this(name, value, false);
  }
}
