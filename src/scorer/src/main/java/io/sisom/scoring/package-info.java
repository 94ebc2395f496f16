/**
 * The scoring app: frames are batched ahead of the stream, scored on the device, and routed to the
 * output topics.
 */
@NullMarked
package io.sisom.scoring;

import org.jspecify.annotations.NullMarked;
