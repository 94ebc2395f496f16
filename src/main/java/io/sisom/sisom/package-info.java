/**
 * The method: SISOM and SISOMe on arrays, usable as a library.
 *
 * <p>Source: Schmidt, Schenk, Schwinn, Günnemann, "A Unified Approach Towards Active Learning and
 * Out-of-Distribution Detection" (arXiv 2405.11337). Equation numbers are the paper's. A frame goes
 * {@link io.sisom.sisom.Enhancement} → {@link io.sisom.sisom.KnownSet} → {@link
 * io.sisom.sisom.Sisome} → {@link io.sisom.sisom.Calibration}; a known set is chosen by {@link
 * io.sisom.sisom.ProbCover} and judged by {@link io.sisom.sisom.Separability}.
 */
@NullMarked
package io.sisom.sisom;

import org.jspecify.annotations.NullMarked;
