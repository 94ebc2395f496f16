package io.sisom.alert;

/**
 * Whose episodes: those of a sensor's live frames, or of one of its recordings. As text it is the
 * key of what is remembered; that of live frames is the sensor's id, as ever since the first
 * version.
 *
 * @param sensorId holds no control character, which {@code FrameReader} sees to
 * @param recording tells the sensor's recordings apart; empty: live
 */
record EpisodeKey(String sensorId, String recording) {
  private static final char MARK = '\0';
  private static final String LIVE = "";

  static EpisodeKey live(String sensorId) {
    return new EpisodeKey(sensorId, LIVE);
  }

  static EpisodeKey parse(String text) {
    int mark = text.indexOf(MARK);
    return mark < 0
        ? live(text)
        : new EpisodeKey(text.substring(0, mark), text.substring(mark + 1));
  }

  boolean isLive() {
    return recording.equals(LIVE);
  }

  String text() {
    return isLive() ? sensorId : sensorId + MARK + recording;
  }
}
