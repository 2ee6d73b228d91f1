/**
 * The way from the text that says where a repository is to the open, locked repository, for every
 * program that needs one.
 *
 * <p>A {@link io.holdfast.location.Location} says which kind of store, and where. {@link
 * io.holdfast.location.Stores} makes the store, with its limits, repetitions and copies kept
 * nearby, as {@link io.holdfast.location.StoreSettings} ask for them; passwords of servers and
 * AWS's credentials come from an {@link io.holdfast.location.Environment}, which is the process's
 * own or one that a program puts together. What a person has set and nobody can use is an {@link
 * io.holdfast.location.UnusableSettingException}, whose message is for him.
 *
 * <p>{@link io.holdfast.location.Opener} opens the repository in it with a password and takes the
 * lock, waiting when others hold it; what comes of that is a value, for every program says it in
 * its own words. {@link io.holdfast.location.Session} is what one then works with and closes.
 */
@NullMarked
package io.holdfast.location;

import org.jspecify.annotations.NullMarked;
