/**
 * Who may call, and what.
 *
 * <p>A <em>token</em> is 256 random bits that a caller sends as {@code Authorization: Bearer …}. It
 * is shown once, when it is issued; what is kept is its SHA-256 with a name, a role and when it
 * expires. The port {@link io.holdfast.server.access.Tokens} keeps them. The {@link
 * io.holdfast.server.access.Gate} turns a header into a caller or a refusal; {@link
 * io.holdfast.server.access.Attempts} counts refusals and says how long the next answer waits.
 */
@NullMarked
package io.holdfast.server.access;

import org.jspecify.annotations.NullMarked;
