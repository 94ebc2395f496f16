/** Frames: what a sensor sent, how it is written on the wire, and how its pixels are read. */
@NullMarked
package io.sisom.frame;

import org.jspecify.annotations.NullMarked;
