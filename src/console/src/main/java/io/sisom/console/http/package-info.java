/** The console's REST interface and pages. */
@NullMarked
package io.sisom.console.http;

import org.jspecify.annotations.NullMarked;
