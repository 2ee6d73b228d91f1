/**
 * From a Repository, as people declare it, to the open repository of the engine.
 *
 * <p>The kind only says where password and credentials are found; they are read when the repository
 * is opened, and wiped when it is closed.
 */
@NullMarked
package io.holdfast.host.repository;

import org.jspecify.annotations.NullMarked;
