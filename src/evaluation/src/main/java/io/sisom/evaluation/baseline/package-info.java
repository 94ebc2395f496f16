/**
 * Published detectors to compare with, each on the frames' one pass through the network. Every
 * class names the paper it follows; where OpenOOD's implementation fixes what the paper leaves
 * open, it is OpenOOD's choice that stands here.
 */
@NullMarked
package io.sisom.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
