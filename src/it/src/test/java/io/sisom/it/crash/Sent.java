package io.sisom.it.crash;

/**
 * A record that the broker acknowledged.
 *
 * @param id the frame's id, or the text of a record that is no frame
 * @param sensorId the record's key
 * @param partition of the frame topic
 * @param at when it was sent, ms since 1970
 * @param frame false for a record that is no frame and belongs on the dead letters
 */
record Sent(String id, String sensorId, int partition, long at, boolean frame) {}
