/**
 * Frames worth a label: each partition sieves its frames ({@link
 * io.sisom.candidate.CandidateSieve}), then one task ranks the fleet's frames within event-time
 * windows ({@link io.sisom.candidate.CandidateRanker}).
 */
@NullMarked
package io.sisom.candidate;

import org.jspecify.annotations.NullMarked;
