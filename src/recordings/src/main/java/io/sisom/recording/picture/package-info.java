/** The one converter from what sensors send as images to what a frame may hold. */
@NullMarked
package io.sisom.recording.picture;

import org.jspecify.annotations.NullMarked;
