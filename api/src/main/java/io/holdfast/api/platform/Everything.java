package io.holdfast.api.platform;

/** A question that needs no words: all there is. */
public record Everything() {}
