/** The commands of {@code sisom}. */
@NullMarked
package io.sisom.app.cli;

import org.jspecify.annotations.NullMarked;
