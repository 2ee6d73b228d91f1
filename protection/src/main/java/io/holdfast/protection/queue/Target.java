package io.holdfast.protection.queue;

/** An application, and the repository that its runs work on. */
public record Target(String application, String repository) {}
