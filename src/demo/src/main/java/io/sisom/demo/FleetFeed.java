package io.sisom.demo;

import io.sisom.demo.world.SimulatedFleet;
import io.sisom.feed.FrameSource;
import io.sisom.schema.SensorFrame;
import java.util.NoSuchElementException;

/** The frames of the simulated fleet as a source to publish: tick by tick, each robot in turn. */
public final class FleetFeed implements FrameSource {
  private final SimulatedFleet fleet;
  private final int frames;
  private int next;

  /** The first {@code frames} of the whole fleet. */
  public FleetFeed(SimulatedFleet fleet, int frames) {
    this.fleet = fleet;
    this.frames = frames;
  }

  @Override
  public boolean hasNext() {
    return next < frames;
  }

  @Override
  public SensorFrame next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the fleet sends " + frames + " frames");
    }
    int index = next++;
    return fleet.frame(index % fleet.robots(), index / fleet.robots()).frame();
  }

  @Override
  public void close() {}
}
