/**
 * The recovery kit: what a person needs to restore everything when the machine is gone.
 *
 * <p>A {@link io.holdfast.vault.kit.RecoveryKit} says where the repository is and holds its key,
 * the password: that is its purpose, and the reason why it lies where the machine does not. It is
 * written as text, as JSON and as a page to print, which carries QR codes so that nobody has to
 * type a key. Its <em>fingerprint</em> is of the repository and the key file: when either is
 * another one, the kit is out of date.
 */
@NullMarked
package io.holdfast.vault.kit;

import org.jspecify.annotations.NullMarked;
