/** Images of robots that run: rosbridge, and Foxglove's WebSocket protocol. */
@NullMarked
package io.sisom.feed.live.ros;

import org.jspecify.annotations.NullMarked;
