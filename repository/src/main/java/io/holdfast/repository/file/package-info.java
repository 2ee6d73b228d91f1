/**
 * Files as the kernel sees them, for reading what is backed up and writing what is restored.
 *
 * <p>{@code java.nio.file} cannot name a file whose name is not text in the locale's encoding, and
 * has no device nodes, no attributes of symbolic links and no access relative to an open directory.
 * So backup and restore reach a user's files only through this package.
 *
 * <p>A <em>name</em> is one component of a path: bytes (most file systems allow 255) without {@code
 * /} and NUL, neither {@code .} nor {@code ..}; every method of {@link
 * io.holdfast.repository.file.Directory} refuses anything else, so no name leads out of the
 * directory. A {@link io.holdfast.repository.file.BytePath} is where a walk starts and what
 * messages show. An <em>entry</em> is what a name stands for; a symbolic link is an entry and is
 * never followed. The {@link io.holdfast.repository.file.Attributes} of an entry are its mode,
 * owner, times and extended attributes.
 *
 * <p>Everything is a raw Linux system call on x86-64 or arm64, through one foreign function, so no
 * version of the C library and no locale matters; elsewhere the first call fails with an {@link
 * java.lang.UnsupportedOperationException}. Failed calls are {@link
 * io.holdfast.repository.file.PosixException}s that name call, path and error.
 */
@NullMarked
package io.holdfast.repository.file;

import org.jspecify.annotations.NullMarked;
