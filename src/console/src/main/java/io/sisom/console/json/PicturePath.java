package io.sisom.console.json;

import io.sisom.live.SeenPlace;
import io.sisom.queue.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where pictures of frames are served. */
public final class PicturePath {
  private PicturePath() {}

  /** Of a frame that the queue knows. */
  public static String queued(String frameId) {
    return "/api/v1/frames/picture?frameId=" + encoded(frameId);
  }

  /** Of a frame that was scored; {@code &size=large} for more than a thumbnail. */
  public static String live(SeenPlace place, String frameId) {
    return "/api/v1/live/picture?partition=%d&offset=%d&frameId=%s"
        .formatted(place.partition(), place.offset(), encoded(frameId));
  }

  /** Of any frame on the topic of frames. */
  public static String sensor(Place place) {
    return "/api/v1/frames/sensor-picture?partition=%d&offset=%d"
        .formatted(place.partition(), place.offset());
  }

  /** Of a frame that has a label. */
  public static String known(String frameId) {
    return "/api/v1/frames/known?frameId=" + encoded(frameId);
  }

  /** Of the heat map over a frame that the queue knows. */
  public static String heat(String frameId) {
    return "/api/v1/frames/heat?frameId=" + encoded(frameId);
  }

  private static String encoded(String frameId) {
    return URLEncoder.encode(frameId, StandardCharsets.UTF_8);
  }
}
