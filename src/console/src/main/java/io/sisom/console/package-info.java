/** The console: the labeling queue with its state on Kafka, its REST interface and its pages. */
@NullMarked
package io.sisom.console;

import org.jspecify.annotations.NullMarked;
