/**
 * The labeling queue as values and rules: which frame comes next, who has it, what was said of it.
 * No input, no output, no clock of its own; for one thread.
 */
@NullMarked
package io.sisom.queue;

import org.jspecify.annotations.NullMarked;
