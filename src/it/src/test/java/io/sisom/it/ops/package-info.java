/** Checks that the files for operation and their documentation agree. */
@NullMarked
package io.sisom.it.ops;

import org.jspecify.annotations.NullMarked;
