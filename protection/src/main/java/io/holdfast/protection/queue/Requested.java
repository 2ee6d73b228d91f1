package io.holdfast.protection.queue;

import java.time.Instant;

/**
 * A run that somebody asked for; it waits for no window, and for no pause to end.
 *
 * @param id by which it is told from others
 */
public record Requested(String id, Kind kind, Target target, Instant at) {}
