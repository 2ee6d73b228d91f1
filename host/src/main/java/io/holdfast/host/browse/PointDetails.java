package io.holdfast.host.browse;

import io.holdfast.protection.point.Proof;
import io.holdfast.vault.point.StoredPoint;

/**
 * A point, as it is stored and as the catalog knows it.
 *
 * @param point with its manifest, as it is stored
 * @param proof what was proven of it since; as the seal says when the catalog does not know it
 * @param isListed whether the catalog knows it
 */
public record PointDetails(StoredPoint point, Proof proof, boolean isListed) {}
