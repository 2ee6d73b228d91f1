/**
 * The way from options and variables to an open, locked repository.
 *
 * <p>A <em>location</em> says which kind of store and where; {@link io.holdfast.cli.access.Stores}
 * makes the store, with its limits and repetitions. {@link io.holdfast.cli.access.Passwords} finds
 * the password. {@link io.holdfast.cli.access.Sessions} opens the repository with it and takes the
 * lock that the command's {@link io.holdfast.cli.access.Access} calls for; a {@link
 * io.holdfast.cli.access.Session} is what a command then works with and closes.
 */
@NullMarked
package io.holdfast.cli.access;

import org.jspecify.annotations.NullMarked;
