/** A scorer's device side for a long time: memory must stay flat. */
@NullMarked
package io.sisom.it.soak;

import org.jspecify.annotations.NullMarked;
