package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** Kinds that are to hold from now on: all of them or none. */
public record ApplyKinds(
    @Doc("The documents.") List<KindSource> sources,
    @Doc("Whether only to say what would change.") @Default("false") boolean dryRun) {
  public ApplyKinds {
    sources = List.copyOf(sources);
  }
}
