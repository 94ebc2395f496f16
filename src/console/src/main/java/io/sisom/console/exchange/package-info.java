/** Frames and answers in the formats of other labeling tools. */
@NullMarked
package io.sisom.console.exchange;

import org.jspecify.annotations.NullMarked;
