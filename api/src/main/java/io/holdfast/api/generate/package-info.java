/**
 * What is generated from the records of the kinds: custom resource definitions for Kubernetes, JSON
 * Schema for editors, and the reference page.
 *
 * <p>Nothing of it is written by hand, so it cannot say something else than reading checks.
 */
@NullMarked
package io.holdfast.api.generate;

import org.jspecify.annotations.NullMarked;
