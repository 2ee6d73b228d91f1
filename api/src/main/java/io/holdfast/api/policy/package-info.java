/**
 * What a Policy says: when restore points are made, how long they stay, what is promised, how work
 * is done, and which directories nobody may forget.
 */
@NullMarked
package io.holdfast.api.policy;

import org.jspecify.annotations.NullMarked;
