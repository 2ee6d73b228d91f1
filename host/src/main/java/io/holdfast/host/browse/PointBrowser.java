package io.holdfast.host.browse;

import io.holdfast.catalog.Catalog;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.run.NotThereException;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.diff.Change;
import io.holdfast.repository.diff.Comparison;
import io.holdfast.repository.dump.Dump;
import io.holdfast.repository.dump.DumpReport;
import io.holdfast.repository.dump.DumpRequest;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.list.ListRequest;
import io.holdfast.repository.list.Listing;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks into restore points. */
public final class PointBrowser {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Repositories repositories;
  private final Catalog catalog;

  public PointBrowser(Repositories repositories, Catalog catalog) {
    this.repositories = repositories;
    this.catalog = catalog;
  }

  /** Something that is read from a repository, whose index is loaded. */
  private interface Work<T> {
    T of(Session session) throws IOException;
  }

  private <T> T reading(Subject subject, Work<T> work) throws IOException, InterruptedException {
    try (Session session =
        repositories.openWithIndex(subject.repository(), Opener.Lock.SHARED, PATIENCE)) {
      return work.of(session);
    }
  }

  /** A point, as it is stored and as the catalog knows it. */
  public PointDetails show(Subject subject, PointId point)
      throws IOException, InterruptedException {
    StoredPoint stored = reading(subject, session -> find(session, point));
    Optional<RestorePoint> listed = catalog.points().find(subject.repositoryName(), point);
    return new PointDetails(stored, listed.orElseGet(stored::view).proof(), listed.isPresent());
  }

  /** Takes changes of a volume as they are found. */
  public interface Changes {
    void change(VolumeName volume, Change change) throws IOException;
  }

  /**
   * How two points differ, volume by volume.
   *
   * @param withMetadata whether entries that differ in metadata alone are changes, too
   */
  public List<VolumeDifference> diff(
      Subject subject, PointId before, PointId after, boolean withMetadata, Changes changes)
      throws IOException, InterruptedException {
    return reading(
        subject,
        session -> {
          StoredPoint from = find(session, before);
          StoredPoint to = find(session, after);
          Set<VolumeName> earlier = volumes(from);
          Set<VolumeName> later = volumes(to);
          Set<VolumeName> all = new LinkedHashSet<>(earlier);
          all.addAll(later);
          Points points = new Points(session.repository());
          List<VolumeDifference> differences = new ArrayList<>();
          for (VolumeName volume : all) {
            if (!later.contains(volume)) {
              differences.add(new VolumeDifference.OnlyBefore(volume));
            } else if (!earlier.contains(volume)) {
              differences.add(new VolumeDifference.OnlyAfter(volume));
            } else {
              differences.add(
                  new VolumeDifference.Compared(
                      volume,
                      new Comparison(
                              session.repository(),
                              withMetadata,
                              change -> changes.change(volume, change))
                          .of(points.tree(from, volume), points.tree(to, volume))));
            }
          }
          return List.copyOf(differences);
        });
  }

  private static Set<VolumeName> volumes(StoredPoint point) {
    Set<VolumeName> volumes = new LinkedHashSet<>();
    for (VolumeOutcome.Captured captured : point.manifest().captured()) {
      volumes.add(captured.volume());
    }
    return volumes;
  }

  /** A place in a volume of a point. */
  public record Place(PointId point, VolumeName volume, TreePath path) {}

  /**
   * Lists what is at a place.
   *
   * @param isRecursive whether directories below it are gone into
   * @throws NotThereException when there is no such volume or entry
   */
  public void list(Subject subject, Place place, boolean isRecursive, Listing.Consumer entries)
      throws IOException, InterruptedException {
    reading(
        subject,
        session -> {
          StoredPoint point = find(session, place.point);
          List<TreePath> paths = place.path.depth() == 0 ? List.of() : List.of(place.path);
          Listing.Listed listed =
              Listing.of(
                  session.repository(),
                  tree(session, point, place.volume),
                  new ListRequest(paths, isRecursive),
                  entries);
          if (!listed.absent().isEmpty()) {
            throw absent(place);
          }
          return listed;
        });
  }

  /**
   * Writes a file to {@code out}, which stays open.
   *
   * @throws NotThereException when there is no such volume or file
   * @throws IOException when it fails; what came out before a failure is no dump
   */
  public DumpReport dump(Subject subject, Place place, OutputStream out)
      throws IOException, InterruptedException {
    return reading(
        subject,
        session -> {
          BlobId tree = tree(session, find(session, place.point), place.volume);
          requireFile(session, tree, place);
          return new Dump(session.repository())
              .run(new DumpRequest(tree, place.path, DumpRequest.Format.TAR), out);
        });
  }

  private static void requireFile(Session session, BlobId tree, Place place) throws IOException {
    if (place.path.depth() == 0) {
      throw directory(place);
    }
    try (Trees trees = session.repository().trees()) {
      switch (trees.find(tree, place.path.names()).orElseThrow(() -> absent(place))) {
        case FileNode _ -> {}
        case DirectoryNode _ -> throw directory(place);
        case Node _ ->
            throw new NotThereException(
                "%s in volume %s of %s is neither a file nor a directory: it has nothing to read"
                    .formatted(place.path, place.volume, place.point));
      }
    }
  }

  /** An archive in the place of a file would be kept for that. */
  private static NotThereException directory(Place place) {
    return new NotThereException(
        "%s in volume %s of %s is a directory and no file: list it, or restore it with 'holdfast point restore'"
            .formatted(place.path.depth() == 0 ? "/" : place.path, place.volume, place.point));
  }

  private static NotThereException absent(Place place) {
    return new NotThereException(
        "volume %s of %s has no %s".formatted(place.volume, place.point, place.path));
  }

  private static BlobId tree(Session session, StoredPoint point, VolumeName volume)
      throws IOException {
    if (!volumes(point).contains(volume)) {
      throw new NotThereException(
          "%s has no volume %s, but %s"
              .formatted(point.manifest().point(), volume, volumes(point)));
    }
    return new Points(session.repository()).tree(point, volume);
  }

  private static StoredPoint find(Session session, PointId point) throws IOException {
    return new Points(session.repository()).require(point);
  }
}
