package io.holdfast.api.platform;

/**
 * Who asks.
 *
 * @param name of the token that came with a request; of the user where no server is between
 */
public record Caller(String name, Role role) {}
