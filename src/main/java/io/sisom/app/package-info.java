/**
 * The command line, its settings, metrics and health, and the demo that runs everything in one
 * process.
 */
@NullMarked
package io.sisom.app;

import org.jspecify.annotations.NullMarked;
