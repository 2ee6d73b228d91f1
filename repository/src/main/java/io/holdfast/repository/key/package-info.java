/**
 * The key files of a repository: who may open it.
 *
 * <p>There is one <em>master key</em>, for ever; each <em>key file</em> holds it, wrapped for one
 * password. Adding, removing or changing a password writes and deletes key files and leaves the
 * data alone, so a removed password's owner keeps what he could read.
 */
@NullMarked
package io.holdfast.repository.key;

import org.jspecify.annotations.NullMarked;
