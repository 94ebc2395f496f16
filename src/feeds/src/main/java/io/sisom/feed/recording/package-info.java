/** Recordings of robots and vehicles onto the frame topic: what is chosen, named, sent, kept. */
@NullMarked
package io.sisom.feed.recording;

import org.jspecify.annotations.NullMarked;
