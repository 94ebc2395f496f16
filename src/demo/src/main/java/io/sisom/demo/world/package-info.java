/**
 * A procedurally drawn world: what the cameras of a simulated fleet see, and what is true of it.
 */
@NullMarked
package io.sisom.demo.world;

import org.jspecify.annotations.NullMarked;
