package io.sisom.recording;

/** The kinds of recordings, told apart by the first bytes of a file. */
public enum RecordingKind {
  /** MCAP, rosbag2's default. */
  MCAP,
  /** rosbag2's SQLite storage. */
  DB3,
  /** ROS 1 bag, version 2.0. */
  BAG,
  /** A film: its pictures are its messages. */
  VIDEO
}
