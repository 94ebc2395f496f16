/** Labels: frames whose class is known, on their way into the labeled pool. */
@NullMarked
package io.sisom.labeling;

import org.jspecify.annotations.NullMarked;
