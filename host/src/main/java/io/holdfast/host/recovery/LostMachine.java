package io.holdfast.host.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.repository.RepositorySpec;
import io.holdfast.host.kind.file.StoredKinds;
import io.holdfast.host.repository.Repositories;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.schema.Documents;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a repository says of a machine that is gone, for whoever has location and key alone. */
public final class LostMachine {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Repositories repositories;

  public LostMachine(Repositories repositories) {
    this.repositories = repositories;
  }

  /**
   * What it says.
   *
   * @param points the newest first
   * @param kinds of each kind and name the newest; the repositories are where it was found, and
   *     open with the key by which it did
   * @param warnings what cannot be read
   */
  public record Found(List<RestorePoint> points, List<Kind> kinds, List<String> warnings) {
    public Found {
      points = List.copyOf(points);
      kinds = List.copyOf(kinds);
      warnings = List.copyOf(warnings);
    }

    /** The repositories among the kinds: what a rebuild needs to begin. */
    public List<Repository> repositories() {
      return kinds.stream()
          .filter(Repository.class::isInstance)
          .map(Repository.class::cast)
          .toList();
    }

    /**
     * Writes the kinds into a new directory, each into a file of its own.
     *
     * @return the files
     */
    public List<Path> write(Path directory) throws IOException {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      List<Path> files = new ArrayList<>();
      for (Kind kind : kinds) {
        files.add(
            Files.write(
                directory.resolve(StoredKinds.fileName(kind)),
                Documents.yaml((Record) kind).getBytes(UTF_8),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE));
      }
      return files;
    }
  }

  /**
   * Looks into a repository.
   *
   * @param access where it is and how it opens, under any name
   */
  public Found look(Repository access) throws IOException, InterruptedException {
    Set<String> warnings = new LinkedHashSet<>();
    try (Session session = repositories.openWithIndex(access, Opener.Lock.SHARED, PATIENCE)) {
      FoundKinds kinds = new FoundKinds(session.repository().store().clock(), warnings::add);
      Contents contents =
          new Contents(
              session,
              RepositoryName.parse(access.name()),
              reason -> warnings.add(String.valueOf(reason.getMessage())));
      List<StoredPoint> stored = contents.stored();
      for (StoredPoint point : stored) {
        kinds.add(point.manifest().point(), point.manifest().cut().start(), contents.kinds(point));
      }
      return new Found(
          stored.stream()
              .map(StoredPoint::view)
              .sorted(Comparator.comparing((RestorePoint point) -> point.cut().start()).reversed())
              .toList(),
          kinds.kinds().stream().map(kind -> reached(kind, access)).toList(),
          List.copyOf(warnings));
    }
  }

  /** Points name the repository as the lost machine saw it; here it is where it was found. */
  private static Kind reached(Kind kind, Repository access) {
    if (!(kind instanceof Repository declared)) {
      return kind;
    }
    RepositorySpec before = declared.spec();
    RepositorySpec now = access.spec();
    return new Repository(
        declared.metadata(),
        new RepositorySpec(
            now.location(),
            now.password(),
            now.credentials(),
            before.limits(),
            before.compression(),
            before.cache()),
        null);
  }
}
