package io.sisom.demo.world;

import io.sisom.schema.SensorFrame;

/** A frame as the sensor sends it, with the truth that only the simulator knows. */
public record SimulatedFrame(SensorFrame frame, Truth truth) {}
