/** ROS 1 bags, version 2.0, read forwards. */
@NullMarked
package io.sisom.recording.bag;

import org.jspecify.annotations.NullMarked;
