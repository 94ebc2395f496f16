package io.sisom.evaluation.episode;

import io.sisom.evaluation.SetSummary;
import io.sisom.evaluation.TimedSet;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import java.util.Optional;

/**
 * What an evaluation by episodes works with.
 *
 * @param modelVersion of the network
 * @param layout of its taps
 * @param head that makes its logits
 * @param stream of one sensor
 * @param features of the stream's frames, in their order
 * @param spliced features of the plan's changed frames, splice after splice
 * @param known labeled frames that methods are fitted on; empty: on a part of the stream itself,
 *     under the network's own predictions
 * @param fleet frames of other sensors for p-values
 */
public record EpisodeInput(
    String modelVersion,
    TapLayout layout,
    Head head,
    TimedSet stream,
    Activations features,
    Activations spliced,
    Optional<SetSummary> known,
    Optional<Activations> fleet) {}
