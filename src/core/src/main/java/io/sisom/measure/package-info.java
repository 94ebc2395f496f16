/** Figures on how well scores tell novel frames from known ones; no network, no detector. */
@NullMarked
package io.sisom.measure;

import org.jspecify.annotations.NullMarked;
