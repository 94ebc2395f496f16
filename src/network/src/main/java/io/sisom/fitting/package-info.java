/**
 * Chooses the score's settings for one model from labeled in-distribution frames alone. Frames that
 * are held out are told apart from {@link io.sisom.fitting.outlier.OutlierFamily outliers made of
 * them}; the settings that do this best are taken. No novel frame is ever used.
 */
@NullMarked
package io.sisom.fitting;

import org.jspecify.annotations.NullMarked;
