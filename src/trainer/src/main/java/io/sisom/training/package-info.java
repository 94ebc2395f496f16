/** From labeled frames to a published reference set. */
@NullMarked
package io.sisom.training;

import org.jspecify.annotations.NullMarked;
