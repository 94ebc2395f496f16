/** All settings together, and the page of them. */
@NullMarked
package io.sisom.cli.config;

import org.jspecify.annotations.NullMarked;
