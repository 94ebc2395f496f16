package io.sisom.recording.message;

import java.util.Set;

/** What the two parts of a time stamp are called, in ROS 1 and 2, Foxglove's schemas, protobuf. */
final class Stamps {
  static final Set<String> SECONDS = Set.of("sec", "secs", "seconds");
  static final Set<String> NANOS = Set.of("nsec", "nsecs", "nanosec", "nanos");

  private Stamps() {}
}
