package io.holdfast.server.access;

/**
 * Who sent a request.
 *
 * @param name the name of the token that came with it
 */
public record Caller(String name, Role role) {}
