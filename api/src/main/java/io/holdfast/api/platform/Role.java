package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.util.Locale;

/** What a caller may do; each role may do all that the ones before it may. */
public enum Role {
  @Doc("Reads: applications, points, plans, metrics. Changes nothing.")
  @Name("viewer")
  VIEWER,

  @Doc("Starts what policies allow: backups, restores, rehearsals.")
  @Name("operator")
  OPERATOR,

  @Doc("Changes what policies say, and who may call.")
  @Name("admin")
  ADMIN;

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As documents and people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
