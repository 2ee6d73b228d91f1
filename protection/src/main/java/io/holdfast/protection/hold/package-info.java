/**
 * Holds: reasons why a restore point must not be removed.
 *
 * <p>A {@link io.holdfast.protection.hold.Hold} says why, who placed it, and what lifts it: a
 * review or a policy, never the passing of time. Asking for its release is a weakening that waits;
 * {@link io.holdfast.protection.hold.Holds} of a point tell which are in force at a time. A hold
 * binds Holdfast only: stock restic knows none.
 */
@NullMarked
package io.holdfast.protection.hold;

import org.jspecify.annotations.NullMarked;
