/** WebSockets: messages in bounded memory, connections that are noticed when they are gone. */
@NullMarked
package io.sisom.feed.live.ws;

import org.jspecify.annotations.NullMarked;
