/**
 * MCAP, the container that rosbag2 and Foxglove record into, read after its <a
 * href="https://mcap.dev/spec">specification</a>.
 */
@NullMarked
package io.sisom.recording.mcap;

import org.jspecify.annotations.NullMarked;
