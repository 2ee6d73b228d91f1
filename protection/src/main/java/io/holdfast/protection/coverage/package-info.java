/**
 * Whether each directory that nobody may forget belongs to a volume.
 *
 * <p>A policy names <em>roots</em>. What was <em>found</em> in them is compared with the volumes of
 * the applications that follow a policy, and with the policy's exceptions. A directory is covered
 * when it is a volume or lies in one. One that only contains volumes is covered when everything
 * else in it is covered or excepted too: what lies beside a volume is what people forget. What
 * could not be read is unknown, and unknown is never covered. What a restore left beside a volume
 * is told apart from what somebody forgot: it is a copy, or was taken out on purpose.
 */
@NullMarked
package io.holdfast.protection.coverage;

import org.jspecify.annotations.NullMarked;
