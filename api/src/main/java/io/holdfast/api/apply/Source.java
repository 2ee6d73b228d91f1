package io.holdfast.api.apply;

import java.nio.file.Path;

/**
 * A text with documents.
 *
 * @param name what mistakes call it; one that ends with {@code .json} is JSON
 * @param directory what relative paths in it are seen from
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record Source(String name, Path directory, byte[] text) {}
