/**
 * Commands that keep a repository in order: {@code check}, {@code forget}, {@code prune}.
 *
 * <p>What removes something shows the engine's plan first; a trial run shows the same plan and ends
 * there. A policy that is given in full is carried out without a question, as in restic, since
 * timers run these commands.
 */
@NullMarked
package io.holdfast.cli.maintain;

import org.jspecify.annotations.NullMarked;
