/** Why the network says what it says of one frame: for people who look at it. */
@NullMarked
package io.sisom.explain;

import org.jspecify.annotations.NullMarked;
