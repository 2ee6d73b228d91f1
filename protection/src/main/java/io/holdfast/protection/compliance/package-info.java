/**
 * Which applications have what their policies promise, which do not, and why.
 *
 * <p><em>Evidence</em> is what was measured and seen. Each <em>promise</em> is compared with it,
 * and is met, missed, unknown or not made at all; every answer has its reason, with the figures.
 * Unknown is never taken for met: who does not know whether a restore works has no working restore.
 */
@NullMarked
package io.holdfast.protection.compliance;

import org.jspecify.annotations.NullMarked;
