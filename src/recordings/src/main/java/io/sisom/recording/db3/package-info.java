/** rosbag2's SQLite storage. */
@NullMarked
package io.sisom.recording.db3;

import org.jspecify.annotations.NullMarked;
