/**
 * Frames worth a label: each partition sieves its frames ({@link
 * io.sisom.candidate.CandidateSieve}) and ranks them within event-time windows ({@link
 * io.sisom.candidate.PartitionRanker}), then one task merges the best of all partitions ({@link
 * io.sisom.candidate.CandidateRanker}).
 */
@NullMarked
package io.sisom.candidate;

import org.jspecify.annotations.NullMarked;
