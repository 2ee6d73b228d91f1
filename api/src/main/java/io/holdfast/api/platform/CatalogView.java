package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** The catalog, compared with the repositories. */
public record CatalogView(
    @Doc("Whether everything was compared, and is as it should be.") boolean sound,
    @Doc("What came of each repository.") List<Compared> repositories) {
  public CatalogView {
    repositories = List.copyOf(repositories);
  }

  /** What came of one repository. */
  public record Compared(
      @Doc("Its name.") String repository,
      @Doc("Whether it could be read; if not, the catalog was looked through by itself.")
          boolean compared,
      @Doc("Facts that the catalog has of it.") int facts,
      @Doc("Facts that the repository has and that can be trusted.") int factsInRepository,
      @Doc("Restore points in it that other machines made and this one does not list.")
          long pointsOfOthers,
      @Doc("Everything that is wrong.") List<Finding> findings) {
    public Compared {
      findings = List.copyOf(findings);
    }
  }

  /** Something that is wrong. */
  public record Finding(
      @Doc("Where.") String place,
      @Doc("What.") String problem,
      @Doc("What to do.") String remedy) {}
}
