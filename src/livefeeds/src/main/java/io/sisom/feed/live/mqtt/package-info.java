/** Pictures out of an MQTT 5 broker. */
@NullMarked
package io.sisom.feed.live.mqtt;

import org.jspecify.annotations.NullMarked;
