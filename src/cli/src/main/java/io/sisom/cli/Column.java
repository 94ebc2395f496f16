package io.sisom.cli;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of what a subscription prints.
 *
 * @param name the same in every format
 * @param value what a row shows; null prints as nothing
 */
record Column<T>(String name, Function<T, @Nullable Object> value) {}
