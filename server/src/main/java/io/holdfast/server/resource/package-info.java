/**
 * What the server itself answers: its health, its metrics, its version, its tokens.
 *
 * <p>One class for each noun; its {@code routes()} are rows of the table that the wiring makes. A
 * new route is a row here and a row in docs/reference/http-api.md; a test compares the two.
 */
@NullMarked
package io.holdfast.server.resource;

import org.jspecify.annotations.NullMarked;
