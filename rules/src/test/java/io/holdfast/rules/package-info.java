/**
 * The architecture as tests: what a review would otherwise have to find.
 *
 * <p>A <em>checkout</em> is a directory with modules: sources, and the classes compiled from them.
 * A <em>rule</em> takes a checkout and names every place that breaks it. {@code HouseTest} holds
 * the rules against this project; the other tests hold each rule against a small checkout that
 * breaks it, so that a rule which finds nothing is known to look.
 *
 * <p>To allow a new module or direction, change its row in {@code Direction}.
 */
@NullMarked
package io.holdfast.rules;

import org.jspecify.annotations.NullMarked;
