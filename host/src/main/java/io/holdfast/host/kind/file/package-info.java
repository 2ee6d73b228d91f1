/**
 * Kinds as they are kept: the rows of the catalog, and the files that every restore point carries.
 */
@NullMarked
package io.holdfast.host.kind.file;

import org.jspecify.annotations.NullMarked;
