/** Frames by HTTP, for whoever can do nothing else. */
@NullMarked
package io.sisom.feed.live.http;

import org.jspecify.annotations.NullMarked;
