package io.holdfast.protection.queue;

/** A run that has not ended. */
public record Running(Kind kind, Target target) {}
