/**
 * Values that several kinds share: names, references, conditions, sizes, where secrets are.
 *
 * <p>No value here holds a secret, only where it is found, so a kind can be printed, hashed and
 * kept.
 */
@NullMarked
package io.holdfast.api.value;

import org.jspecify.annotations.NullMarked;
