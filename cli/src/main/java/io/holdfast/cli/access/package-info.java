/**
 * The way from options and variables to an open, locked repository.
 *
 * <p>{@link io.holdfast.cli.access.StoreWiring} has the store made that a location names, with the
 * limits and repetitions that options ask for. {@link io.holdfast.cli.access.Passwords} finds the
 * password. {@link io.holdfast.cli.access.Sessions} opens the repository with it and takes the lock
 * that the command's {@link io.holdfast.cli.access.Access} calls for; a {@link
 * io.holdfast.location.Session} is what a command then works with and closes.
 */
@NullMarked
package io.holdfast.cli.access;

import org.jspecify.annotations.NullMarked;
