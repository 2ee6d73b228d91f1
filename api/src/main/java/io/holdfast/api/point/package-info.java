/**
 * What a RestorePoint shows: a view of what the repository holds, small enough for any platform.
 */
@NullMarked
package io.holdfast.api.point;

import org.jspecify.annotations.NullMarked;
