/** Holds as the repository itself knows them, for whoever removes snapshots without a catalog. */
@NullMarked
package io.holdfast.vault.hold;

import org.jspecify.annotations.NullMarked;
