/** The trainer app put together. */
@NullMarked
package io.sisom.trainer;

import org.jspecify.annotations.NullMarked;
