/** Hooks on real servers. */
@NullMarked
package io.holdfast.host.hook;

import org.jspecify.annotations.NullMarked;
