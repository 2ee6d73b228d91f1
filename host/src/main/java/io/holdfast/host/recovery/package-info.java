/**
 * What brings a machine back, and what shows beforehand that it can be.
 *
 * <p>A {@link io.holdfast.host.recovery.Verification} compares the catalog with the repositories:
 * facts, points, and where they differ.
 */
@NullMarked
package io.holdfast.host.recovery;

import org.jspecify.annotations.NullMarked;
