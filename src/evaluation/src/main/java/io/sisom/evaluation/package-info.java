/** How well novel frames are told from known ones: detectors, their measures, and the report. */
@NullMarked
package io.sisom.evaluation;

import org.jspecify.annotations.NullMarked;
