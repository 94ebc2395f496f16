package io.sisom.cli.demo;

import io.sisom.demo.world.WorldConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How large a demo is.
 *
 * @param frames the whole fleet sends
 * @param robots of the fleet, one camera each
 * @param labels given before the fleet starts
 * @param seed of the world
 * @param world how often something novel comes
 */
public record DemoPlan(int frames, int robots, int labels, long seed, WorldConfig world) {
  /** Frames a second of the whole fleet. */
  public double rate() {
    return (double) robots * world.framesPerSecond();
  }

  /** Settings under which a minute shows what otherwise takes an hour; the user's settings win. */
  public static Map<String, String> settings(Path dir) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("scoring.state.dir", dir.resolve("streams").toString());
    settings.put("reference.cache.dir", dir.resolve("references").toString());
    settings.put("learning.dir", dir.resolve("learning").toString());
    settings.put("console.port", "0");
    settings.put("alert.gap.ms", "3000");
    settings.put("candidate.window.ms", "10000");
    settings.put("candidate.grace.ms", "500");
    settings.put("candidate.idle.ms", "2000");
    settings.put("candidate.k", "8");
    // The paper's score as it is: its ratio tells what is worth a label from a faulty camera.
    settings.put("score.profile", "sisome");
    settings.put("fit.by", "none");
    settings.put("training.publish.ms", "15000");
    settings.put("learning.none.labels", "5");
    return settings;
  }
}
