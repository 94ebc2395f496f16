/** The console's pages in a real browser. */
@NullMarked
package io.sisom.browser;

import org.jspecify.annotations.NullMarked;
