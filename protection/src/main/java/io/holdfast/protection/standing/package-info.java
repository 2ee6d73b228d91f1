/**
 * What stands for an application, derived from its facts alone: the terms of its policy, and its
 * holds, with whatever was asked for and still waits.
 *
 * <p>Facts that take protection away count from the time that they give themselves, which is the
 * store's. One that makes no sense where it stands, such as an approval by who asked, changes
 * nothing: what is read was sealed long ago, and nobody is there to be told.
 */
@NullMarked
package io.holdfast.protection.standing;

import org.jspecify.annotations.NullMarked;
