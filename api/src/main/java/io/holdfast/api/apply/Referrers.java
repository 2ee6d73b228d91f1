package io.holdfast.api.apply;

import io.holdfast.api.kind.Kind;
import java.util.List;

/** Who names an object, and so cannot be without it. */
public final class Referrers {
  private Referrers() {}

  /** Those among these that name one of them. */
  public static List<Kind> of(Kind named, List<Kind> all) {
    return all.stream()
        .filter(kind -> Naming.of(kind).stream().anyMatch(naming -> naming.isOf(named)))
        .toList();
  }
}
