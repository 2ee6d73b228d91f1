/**
 * A store behind restic's REST protocol: restic's own rest-server, or {@code rclone serve restic},
 * which reaches every cloud that rclone knows.
 *
 * <p>The protocol is HTTP with one path per object, {@code <type>/<name>}; packs lie flat below
 * {@code data/} there, whatever folders the server keeps them in. Source: restic's documentation,
 * "REST Backend", version 2 of the API (listings with sizes); a server that knows only version 1 is
 * asked for each size.
 */
@NullMarked
package io.holdfast.repository.store.rest;

import org.jspecify.annotations.NullMarked;
