/** Published versions as people look at them: what each is, and what making one active changes. */
@NullMarked
package io.sisom.console.version;

import org.jspecify.annotations.NullMarked;
