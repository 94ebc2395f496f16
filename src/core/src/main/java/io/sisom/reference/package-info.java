/** Reference sets: what they hold, how they are stored, and how frames are scored with them. */
@NullMarked
package io.sisom.reference;

import org.jspecify.annotations.NullMarked;
