/**
 * What the fleet sees now, and what people said of its alerts: a bounded state without input or
 * output, fed by whoever reads the topics.
 */
@NullMarked
package io.sisom.live;

import org.jspecify.annotations.NullMarked;
