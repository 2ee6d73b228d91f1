/**
 * This machine as a {@link io.holdfast.api.platform.Platform}: answers, one class for each concept,
 * from what {@link io.holdfast.host.Machine} can do.
 */
@NullMarked
package io.holdfast.host.platform;

import org.jspecify.annotations.NullMarked;
