/** Frames of nothing known, made from known ones: what settings are tried on. */
@NullMarked
package io.sisom.fitting.outlier;

import org.jspecify.annotations.NullMarked;
