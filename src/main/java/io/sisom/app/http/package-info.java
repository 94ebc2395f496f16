/** Metrics and health over HTTP. */
@NullMarked
package io.sisom.app.http;

import org.jspecify.annotations.NullMarked;
