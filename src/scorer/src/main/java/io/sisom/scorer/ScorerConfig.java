package io.sisom.scorer;

import io.sisom.alert.AlertConfig;
import io.sisom.candidate.CandidateConfig;
import io.sisom.frame.FrameLimits;
import io.sisom.network.DeviceConfig;
import io.sisom.scoring.BatchConfig;
import io.sisom.scoring.ScoringConfig;
import io.sisom.service.KafkaSettings;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.wire.Topics;

/**
 * All that a scorer is set to.
 *
 * @param kafka how Kafka is reached
 * @param topics what its topics are called
 * @param device where the network runs
 * @param frames how much of a frame is believed
 * @param batch how frames are batched
 * @param scoring the streams application
 * @param alerts when an episode opens and closes
 * @param candidates which frames become label candidates
 * @param store where versions lie on this machine
 */
public record ScorerConfig(
    KafkaSettings kafka,
    Topics topics,
    DeviceConfig device,
    FrameLimits frames,
    BatchConfig batch,
    ScoringConfig scoring,
    AlertConfig alerts,
    CandidateConfig candidates,
    ReferenceStoreConfig store) {}
