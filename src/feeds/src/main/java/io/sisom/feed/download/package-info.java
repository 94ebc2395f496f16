/** Recordings that lie on web servers. */
@NullMarked
package io.sisom.feed.download;

import org.jspecify.annotations.NullMarked;
