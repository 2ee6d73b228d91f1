/**
 * What applications, volumes and restore points are called.
 *
 * <p>Each name is a type of its own, parsed once where it comes in: below, nobody asks again
 * whether it is well formed, and a volume's name is never taken for an application's. All of them
 * are valid names of Kubernetes objects (RFC 1123 labels, section 2.1), path elements and tags of
 * snapshots.
 */
@NullMarked
package io.holdfast.protection.name;

import org.jspecify.annotations.NullMarked;
