/**
 * Restore points: what was captured of an application at one cut, and what is known about it since.
 *
 * <p>A <em>restore point</em> is one consistent <em>cut</em> of all volumes of an application. The
 * <em>manifest</em>, stored last, lists what is in it: how every volume ended, by which method it
 * was read, and what of it failed. <em>Completeness</em> is what the manifest adds up to; nothing
 * in scope is left unmentioned. The <em>proof</em> is what happened to the point afterwards:
 * verified, rehearsed.
 *
 * <p>All of it are values. The manifest is written once and never changed; a {@link
 * io.holdfast.protection.point.RestorePoint} is the view of it that lists and plans use.
 */
@NullMarked
package io.holdfast.protection.point;

import org.jspecify.annotations.NullMarked;
