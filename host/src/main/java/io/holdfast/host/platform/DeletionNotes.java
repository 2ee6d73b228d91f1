package io.holdfast.host.platform;

import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.LedgerRows;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stays of something that is declared no more. */
final class DeletionNotes {
  private DeletionNotes() {}

  /**
   * What stays of it.
   *
   * @param kind that was deleted
   */
  static List<String> of(Kind kind, Catalog catalog) throws IOException {
    return switch (kind) {
      case Application application -> of(application, catalog);
      case Repository repository -> of(repository, catalog);
      case Policy _, Restore _, RestorePoint _ -> List.of();
    };
  }

  private static List<String> of(Application application, Catalog catalog) throws IOException {
    long points = catalog.points().count(ApplicationName.parse(application.name()));
    return points == 0
        ? List.of()
        : List.of(
            "%d restore points of %s stay, and no policy removes them: to restore one, apply the application again"
                .formatted(points, application.name()));
  }

  private static List<String> of(Repository repository, Catalog catalog) throws IOException {
    List<String> notes = new ArrayList<>();
    notes.add(
        "everything in repository %s stays where it is, at %s"
            .formatted(repository.name(), repository.spec().location().text()));
    for (Run run : catalog.runs().unended()) {
      if (run.subject().repository().text().equals(repository.name())) {
        notes.add(
            "%s, which was cut off, is not taken up in it any more: it ends as failed"
                .formatted(run.id()));
      }
    }
    long facts = 0;
    for (Map.Entry<LedgerLine, LedgerRows.Unsealed> line : catalog.ledger().unsealed().entrySet()) {
      if (line.getKey().repository().text().equals(repository.name())) {
        facts += line.getValue().facts();
      }
    }
    if (facts > 0) {
      notes.add(
          "%d facts of it are on this machine alone: apply it again to have them sealed"
              .formatted(facts));
    }
    return notes;
  }
}
