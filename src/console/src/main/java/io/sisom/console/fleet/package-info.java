/** Reads what the fleet sees from the topics, and finds frames and episodes on them. */
@NullMarked
package io.sisom.console.fleet;

import org.jspecify.annotations.NullMarked;
