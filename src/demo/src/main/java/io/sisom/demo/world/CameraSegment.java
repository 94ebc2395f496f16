package io.sisom.demo.world;

/**
 * Consecutive frames of one camera that show one shot with the camera in one state.
 *
 * @param from first tick
 * @param until tick after the last
 * @param shotFrom tick at which the shot began; earlier than {@code from} where a fault sets in
 *     during a shot
 */
record CameraSegment(int from, int until, Shot shot, int shotFrom, CameraFault fault) {
  Scene scene(int tick) {
    int seen = fault == CameraFault.STUCK ? from : tick;
    return shot.at(seen - shotFrom);
  }

  Truth truth() {
    return new Truth(shot.kind().label(), shot.kind().known(), fault);
  }
}
