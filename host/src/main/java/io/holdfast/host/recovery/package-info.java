/**
 * What brings a machine back, and what shows beforehand that it can be.
 *
 * <p>A {@link io.holdfast.host.recovery.Verification} compares the catalog with the repositories:
 * facts, points, and where they differ. A {@link io.holdfast.host.recovery.Rebuild} puts in its
 * place what the repositories have: everything that was sealed; what was only observed since then
 * is a <em>gap</em>, and told as one. {@link io.holdfast.host.recovery.RecoveryKits} write down
 * what an empty machine needs, and {@link io.holdfast.host.recovery.LostMachine} begins there.
 */
@NullMarked
package io.holdfast.host.recovery;

import org.jspecify.annotations.NullMarked;
