/** Films and video packets through FFmpeg, an optional part of the program. */
@NullMarked
package io.sisom.recording.video;

import org.jspecify.annotations.NullMarked;
