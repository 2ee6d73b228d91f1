/**
 * Changes that take protection away wait, because an attacker's first act is to take it away.
 *
 * <p>A {@link io.holdfast.protection.safeguard.Weakening} is such a change: a shorter retention,
 * the release of a hold, the removal of a key. It takes effect after the delay of the {@link
 * io.holdfast.protection.safeguard.Safeguard}, and, where there is more than one administrator,
 * after somebody else agreed. Until then everything is as if nobody had asked.
 *
 * <p>All times are the store's: whoever can set this machine's clock must not be able to make a
 * delay pass.
 */
@NullMarked
package io.holdfast.protection.safeguard;

import org.jspecify.annotations.NullMarked;
