/** Films as recordings: what is one, from when it is, its pictures as messages. */
@NullMarked
package io.sisom.feed.film;

import org.jspecify.annotations.NullMarked;
