/**
 * The way of a command to whatever protects applications: this machine's state, or a server.
 *
 * <p>{@link io.holdfast.cli.platform.PlatformOptions} say which; commands ask a {@link
 * io.holdfast.cli.platform.Connection} and cannot tell the difference.
 */
@NullMarked
package io.holdfast.cli.platform;

import org.jspecify.annotations.NullMarked;
