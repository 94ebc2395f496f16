/** Feeds: frames out of files and onto the frame topic. */
@NullMarked
package io.sisom.feed;

import org.jspecify.annotations.NullMarked;
