/** Messages that hold images, in every way that recorders write them, read into one value. */
@NullMarked
package io.sisom.recording.message;

import org.jspecify.annotations.NullMarked;
