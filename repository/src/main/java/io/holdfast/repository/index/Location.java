package io.holdfast.repository.index;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.pack.PackEntry;

/** Where a blob is stored: the pack, and its place there. */
public record Location(PackId pack, PackEntry entry) {}
