/**
 * What labels teach a network: its head refitted, all of it fine-tuned, or trained from scratch.
 */
@NullMarked
package io.sisom.learning;

import org.jspecify.annotations.NullMarked;
