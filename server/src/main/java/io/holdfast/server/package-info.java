/**
 * The program behind {@code holdfast server}: the HTTP API of one machine.
 *
 * <p>{@link io.holdfast.server.Main} hands over to Quarkus, which gives a Vert.x and the life cycle
 * and no more; {@link io.holdfast.server.ServerProgram} reads the line, takes the state directory,
 * and waits for the signal; {@link io.holdfast.server.Wiring} puts the objects together. Below it,
 * only package {@code edge} knows a framework.
 *
 * <pre>
 *   edge --> route (table, request, response) --> resource, one class for each noun
 *     \         \                                   |
 *      access (tokens, roles)                     work, log
 * </pre>
 */
@NullMarked
package io.holdfast.server;

import org.jspecify.annotations.NullMarked;
