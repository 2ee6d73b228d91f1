/**
 * The kinds that were applied on this machine, kept in the catalog.
 *
 * <p>An <em>apply</em> is taken whole or not at all. What is kept has absolute paths, so that it
 * means the same wherever a program starts. Files stay the user's: the catalog's copy is gone with
 * it, and applied again.
 */
@NullMarked
package io.holdfast.host.kind;

import org.jspecify.annotations.NullMarked;
