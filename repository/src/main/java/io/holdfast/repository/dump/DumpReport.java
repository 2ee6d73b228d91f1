package io.holdfast.repository.dump;

/**
 * What was dumped.
 *
 * @param entries files, directories and others
 * @param bytes of content
 */
public record DumpReport(long entries, long bytes) {}
