/** The demo: everything in one process. */
@NullMarked
package io.sisom.cli.demo;

import org.jspecify.annotations.NullMarked;
