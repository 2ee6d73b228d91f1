/**
 * Holds on this machine: placed, released and agreed to.
 *
 * <p>Each of these is a decision: it is sealed into the repository before it is acknowledged, and
 * has the store's time, so that no clock of this machine makes a delay pass. Which holds are in
 * force follows from the facts alone ({@link io.holdfast.protection.standing.Standing}).
 */
@NullMarked
package io.holdfast.host.hold;

import org.jspecify.annotations.NullMarked;
