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

    /** What a person is told, a sentence for each flaw. */
    List<String> flaws();
  }

  /**
   * A repository that was read.
   *
   * @param unreadable what is wrong with snapshots, manifests and rows that cannot be read
   */
  public record Read(
      RepositoryName repository,
      List<LineAudit> lines,
      List<PointAudit> points,
      List<String> unreadable)
      implements Compared {
    public Read {
      lines = List.copyOf(lines);
      points = List.copyOf(points);
      unreadable = List.copyOf(unreadable);
    }

    @Override
    public List<String> flaws() {
      List<String> flaws = new ArrayList<>(sentences(lines));
      points.forEach(point -> flaws.add(point.sentence()));
      flaws.addAll(unreadable);
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
    public List<String> flaws() {
      List<String> flaws = new ArrayList<>();
      flaws.add("repository %s was not compared: %s".formatted(repository, reason));
      flaws.addAll(sentences(lines));
      return List.copyOf(flaws);
    }
  }

  private static List<String> sentences(List<LineAudit> lines) {
    return lines.stream().flatMap(line -> line.findings().stream()).map(Finding::sentence).toList();
  }

  /** Whether everything was compared, and is as it should be. */
  public boolean isSound() {
    return repositories.stream().allMatch(compared -> compared.flaws().isEmpty());
  }
}
