/**
 * The search for nearest rows. Not part of the library: what is here may change in any release.
 * {@link io.sisom.method.KnownSet} and {@link io.sisom.method.DistanceKernel} are the way in.
 */
@NullMarked
package io.sisom.method.internal;

import org.jspecify.annotations.NullMarked;
