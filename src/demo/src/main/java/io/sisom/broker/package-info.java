/** A real Kafka broker inside this JVM, and the topics the system needs on any broker. */
@NullMarked
package io.sisom.broker;

import org.jspecify.annotations.NullMarked;
