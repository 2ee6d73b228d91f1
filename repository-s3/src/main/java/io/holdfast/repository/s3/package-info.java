/**
 * A repository's objects in a bucket of any S3-compatible service.
 *
 * <p>A <em>location</em> is written as restic writes it, {@code s3:host/bucket/prefix}; below the
 * prefix lies restic's layout. Everything else that a store needs to know comes as values in {@link
 * io.holdfast.repository.s3.S3Settings}: nothing is read from the environment or from AWS's files.
 *
 * <p>Requests are signed and answers understood by AWS's SDK; they travel over the engine's own
 * transport, which bounds their time, and are never repeated here.
 */
@NullMarked
package io.holdfast.repository.s3;

import org.jspecify.annotations.NullMarked;
