package io.holdfast.host.recovery;

import io.holdfast.protection.audit.Finding;
import io.holdfast.protection.audit.LineAudit;
import io.holdfast.protection.audit.PointAudit;
import io.holdfast.protection.name.RepositoryName;
import java.util.ArrayList;
import java.util.List;

/** The catalog, compared with each repository. */
public record CatalogReport(List<Compared> repositories) {
  public CatalogReport {
    repositories = List.copyOf(repositories);
  }

  /** What came of one repository. */
  public sealed interface Compared {
    RepositoryName repository();

    List<LineAudit> lines();

    /** Everything that is wrong. */
    List<Flaw> flaws();
  }

  /**
   * Something that is wrong, as a person is told.
   *
   * @param place where
   * @param sentence what
   * @param remedy what to do
   */
  public record Flaw(String place, String sentence, String remedy) {}

  /**
   * A repository that was read.
   *
   * @param ofOthers how many points in it other machines captured and this one does not list
   * @param unreadable what is wrong with snapshots, manifests and rows that cannot be read
   */
  public record Read(
      RepositoryName repository,
      List<LineAudit> lines,
      List<PointAudit> points,
      long ofOthers,
      List<String> unreadable)
      implements Compared {
    public Read {
      lines = List.copyOf(lines);
      points = List.copyOf(points);
      unreadable = List.copyOf(unreadable);
    }

    @Override
    public List<Flaw> flaws() {
      List<Flaw> flaws = new ArrayList<>(CatalogReport.flaws(lines));
      points.forEach(
          point -> flaws.add(new Flaw(place(repository), point.sentence(), point.remedy())));
      unreadable.forEach(reason ->
          flaws.add(
              new Flaw(
                  place(repository),
                  reason,
                  "'holdfast check' says what is damaged; a copy of the repository may have it")));
      return List.copyOf(flaws);
    }
  }

  /**
   * A repository that was not: its rows were looked through alone.
   *
   * @param reason why not
   */
  public record NotRead(RepositoryName repository, List<LineAudit> lines, String reason)
      implements Compared {
    public NotRead {
      lines = List.copyOf(lines);
    }

    @Override
    public List<Flaw> flaws() {
      List<Flaw> flaws = new ArrayList<>();
      flaws.add(
          new Flaw(
              place(repository),
              "it was not compared: " + reason,
              "verify again when it can be opened"));
      flaws.addAll(CatalogReport.flaws(lines));
      return List.copyOf(flaws);
    }
  }

  private static String place(RepositoryName repository) {
    return "repository " + repository;
  }

  private static List<Flaw> flaws(List<LineAudit> lines) {
    List<Flaw> flaws = new ArrayList<>();
    for (LineAudit line : lines) {
      for (Finding finding : line.findings()) {
        flaws.add(new Flaw("ledger " + line.line(), finding.sentence(), finding.remedy()));
      }
    }
    return flaws;
  }

  /** Whether everything was compared, and is as it should be. */
  public boolean isSound() {
    return repositories.stream().allMatch(compared -> compared.flaws().isEmpty());
  }
}
