/**
 * What an Application says: its volumes, how each is made consistent, what runs on them, and what
 * proves that a restored copy works.
 */
@NullMarked
package io.holdfast.api.application;

import org.jspecify.annotations.NullMarked;
