/** The commands of {@code sisom}. */
@NullMarked
package io.sisom.cli;

import org.jspecify.annotations.NullMarked;
