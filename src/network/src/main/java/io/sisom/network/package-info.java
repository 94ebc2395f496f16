/**
 * The network: a model bundle on disk, and the kernel that runs its recorded forward and backward
 * pass on a device.
 */
@NullMarked
package io.sisom.network;

import org.jspecify.annotations.NullMarked;
