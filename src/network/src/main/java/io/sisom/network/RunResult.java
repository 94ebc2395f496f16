package io.sisom.network;

import io.sisom.method.Activations;
import io.sisom.method.Shortlist;
import java.util.Optional;

/**
 * What a device gives for a batch.
 *
 * @param activations of the network
 * @param shortlist of the known frames, where a search ran on the device
 */
public record RunResult(Activations activations, Optional<Shortlist> shortlist) {}
