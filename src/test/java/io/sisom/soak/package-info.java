/** A scorer's device side for a long time: memory must stay flat. */
@NullMarked
package io.sisom.soak;

import org.jspecify.annotations.NullMarked;
