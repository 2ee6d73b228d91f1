/** What a Restore says: which restore point comes back, and where to. */
@NullMarked
package io.holdfast.api.restore;

import org.jspecify.annotations.NullMarked;
