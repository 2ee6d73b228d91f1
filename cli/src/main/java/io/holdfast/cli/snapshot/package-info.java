/**
 * Snapshots as people name and see them: the command {@code snapshots}, and how every command finds
 * the snapshots that its arguments mean and shows them.
 */
@NullMarked
package io.holdfast.cli.snapshot;

import org.jspecify.annotations.NullMarked;
