package io.sisom.demo.world;

/**
 * A stretch of one camera's frames with one shot and one state of the camera.
 *
 * @param from first tick
 * @param until tick after the last
 * @param shotFrom tick at which the shot began; earlier than {@code from} where a fault sets in
 *     during a shot
 */
record Take(int from, int until, Shot shot, int shotFrom, Fault fault) {
  Scene scene(int tick) {
    int seen = fault == Fault.STUCK ? from : tick;
    return shot.at(seen - shotFrom);
  }

  Truth truth() {
    return new Truth(shot.kind().label(), shot.kind().known(), fault);
  }
}
