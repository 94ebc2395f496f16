/** Recordings as robots and vehicles leave them: files of timed messages on named topics. */
@NullMarked
package io.sisom.recording;

import org.jspecify.annotations.NullMarked;
