/** Frames onto the topic as they come: of each sensor the latest, in bounded memory. */
@NullMarked
package io.sisom.feed.live;

import org.jspecify.annotations.NullMarked;
