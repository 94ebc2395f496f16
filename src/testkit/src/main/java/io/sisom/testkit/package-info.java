/** What several packages' tests share. */
@NullMarked
package io.sisom.testkit;

import org.jspecify.annotations.NullMarked;
