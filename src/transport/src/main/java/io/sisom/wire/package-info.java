/** How values travel on Kafka: topic names and Avro single-object encoding. */
@NullMarked
package io.sisom.wire;

import org.jspecify.annotations.NullMarked;
