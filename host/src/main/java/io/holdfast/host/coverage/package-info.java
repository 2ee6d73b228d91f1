/**
 * Looks at the directories that nobody may forget, as they are on this machine.
 *
 * <p>Links are followed, for data that moved to another disk is reached by one; a directory that is
 * mounted twice is one. Nothing is opened but roots and what contains volumes.
 */
@NullMarked
package io.holdfast.host.coverage;

import org.jspecify.annotations.NullMarked;
