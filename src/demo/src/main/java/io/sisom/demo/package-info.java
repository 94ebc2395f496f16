/** The simulated fleet at work: its feed, its annotator, and the account of what was right. */
@NullMarked
package io.sisom.demo;

import org.jspecify.annotations.NullMarked;
