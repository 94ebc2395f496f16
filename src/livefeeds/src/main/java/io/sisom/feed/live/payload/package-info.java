/** Pictures as programs without a protocol of images send them: a file, or JSON around one. */
@NullMarked
package io.sisom.feed.live.payload;

import org.jspecify.annotations.NullMarked;
