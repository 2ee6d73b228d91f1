/**
 * Which restore points of an application stay, and why; which go, and why.
 *
 * <p>{@link io.holdfast.protection.retention.RetentionPlan} looks at {@link
 * io.holdfast.protection.retention.Candidate}s by a {@link
 * io.holdfast.protection.retention.RetentionPolicy}: restic's keep rules, which hold for complete
 * points, a minimum age, and holds. The newest complete point stays in any case, and a policy
 * without rules removes nothing.
 *
 * <p><b>Incomplete points</b> push nothing out: what the rules keep of the complete ones is as if
 * there were no others. They may <i>stand in</i>: for a day (week, …) of which there is no complete
 * point, for a place among the last while they are that new. Otherwise the history of all volumes
 * would be gone at once when the one that failed for a month is mended. What is newer than the
 * newest complete point has the newest data there is, so the newest of it stays. Their number is
 * bounded by the rules' counts.
 *
 * <p>A policy that keeps less than the one before waits ({@link
 * io.holdfast.protection.retention.PolicyInForce}); meanwhile a point goes only when both let it
 * go.
 */
@NullMarked
package io.holdfast.protection.retention;

import org.jspecify.annotations.NullMarked;
