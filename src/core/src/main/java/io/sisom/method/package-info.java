/**
 * The method: SISOM and SISOMe on arrays, usable as a library.
 *
 * <p>Source: Schmidt, Schenk, Schwinn, Günnemann, "A Unified Approach Towards Active Learning and
 * Out-of-Distribution Detection" (arXiv 2405.11337). Equation numbers are the paper's. A frame goes
 * {@link io.sisom.method.Enhancement} → {@link io.sisom.method.KnownSet} → {@link
 * io.sisom.method.Sisome} → {@link io.sisom.method.Calibration}; a known set is chosen by {@link
 * io.sisom.method.ProbCover} and judged by {@link io.sisom.method.Separability}.
 */
@NullMarked
package io.sisom.method;

import org.jspecify.annotations.NullMarked;
