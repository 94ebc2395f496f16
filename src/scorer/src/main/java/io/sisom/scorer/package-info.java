/** The scorer app put together. */
@NullMarked
package io.sisom.scorer;

import org.jspecify.annotations.NullMarked;
