package io.sisom.trainer;

import io.sisom.frame.FrameLimits;
import io.sisom.network.DeviceConfig;
import io.sisom.service.KafkaSettings;
import io.sisom.training.TrainerSettings;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.wire.Topics;

/**
 * All settings of a trainer process.
 *
 * @param kafka how Kafka is reached
 * @param topics what its topics are called
 * @param device where the network runs
 * @param frames how much of a frame is believed
 * @param store how versions are published, and where they lie on this machine
 * @param trainer what is made of the labels
 */
public record TrainerConfig(
    KafkaSettings kafka,
    Topics topics,
    DeviceConfig device,
    FrameLimits frames,
    ReferenceStoreConfig store,
    TrainerSettings trainer) {}
