/** The console's pages in a real browser. */
@NullMarked
package io.sisom.it.browser;

import org.jspecify.annotations.NullMarked;
