/**
 * Scorers in JVMs of their own under faults, and the account of what became of every frame: nothing
 * lost, nothing doubled. docs/reliability.md says what is promised.
 */
@NullMarked
package io.sisom.it.crash;

import org.jspecify.annotations.NullMarked;
