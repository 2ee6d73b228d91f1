package io.holdfast.protection.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * How it stands with every directory in the roots of the policies.
 *
 * @param directories in the order in which they were found, each once
 */
public record Coverage(List<Judged> directories) {
  public Coverage {
    directories = List.copyOf(directories);
  }

  /** A directory, and how it stands with it. */
  public record Judged(String path, Standing standing) {}

  /** Judges what was found in one policy's roots. */
  public static Coverage of(List<Found> roots, Protection protection) {
    var judged = new ArrayList<Judged>();
    for (Found root : roots) {
      switch (root) {
        case Found.Directory directory ->
            directory.entries().forEach(entry -> judge(entry, protection, judged));
        case Found.NoDirectory(String path, String _) ->
            judged.add(new Judged(path, new Standing.Unknown("it is no directory")));
        case Found.Unreadable(String path, String reason) ->
            judged.add(new Judged(path, new Standing.Unknown(reason)));
      }
    }
    return new Coverage(judged);
  }

  /** Of several policies; what one demands is not given up because another does not. */
  public static Coverage together(List<Coverage> ofPolicies) {
    return new Coverage(
        ofPolicies.stream().flatMap(one -> one.directories.stream()).distinct().toList());
  }

  private static void judge(Found found, Protection protection, List<Judged> judged) {
    switch (found) {
      case Found.NoDirectory _ -> {} // only directories must be covered
      case Found.Unreadable(String path, String reason) ->
          judged.add(
              new Judged(
                  path,
                  protection
                      .excepted(path)
                      .<Standing>map(exempt -> new Standing.Excepted(exempt.reason()))
                      .orElseGet(() -> new Standing.Unknown(reason))));
      case Found.Directory(String path, String real, var entries) -> {
        if (protection.isToBeOpened(real)) {
          open(path, entries, protection, judged);
        } else {
          judged.add(new Judged(path, standing(real, protection)));
        }
      }
    }
  }

  private static Standing standing(String real, Protection protection) {
    var exception = protection.excepted(real);
    if (exception.isPresent()) {
      return new Standing.Excepted(exception.get().reason());
    }
    var around = protection.around(real);
    if (around.isPresent()) {
      var volume = around.get();
      return volume.byPolicy()
          ? new Standing.Covered("volume " + volume.name())
          : new Standing.Unprotected(
              "it belongs to volume %s, whose application follows no policy"
                  .formatted(volume.name()));
    }
    var leftover = protection.leftover(real);
    if (leftover.isPresent()) {
      return leftover.get();
    }
    return new Standing.Unprotected(
        protection
            .leavingOut(real)
            .map(volume -> "volume %s leaves it out".formatted(volume.name()))
            .orElse("it belongs to no volume"));
  }

  private static void open(
      String path, List<Found> entries, Protection protection, List<Judged> judged) {
    entries.forEach(entry -> judge(entry, protection, judged));
    entries.stream()
        .filter(Found.NoDirectory.class::isInstance)
        .map(Found.NoDirectory.class::cast)
        .filter(file -> protection.excepted(file.real()).isEmpty())
        .findFirst()
        .ifPresent(file ->
            judged.add(
                new Judged(
                    path,
                    new Standing.Unprotected(
                        "it contains volumes, and beside them %s, which is in none"
                            .formatted(file.path())))));
  }

  /** The directories that are in no backup, sorted. */
  public List<String> unprotected() {
    return directories.stream()
        .filter(one -> one.standing() instanceof Standing.Unprotected)
        .map(Judged::path)
        .distinct()
        .sorted()
        .toList();
  }

  /** What restores left beside volumes. */
  public List<String> leftovers() {
    return directories.stream()
        .filter(one -> one.standing() instanceof Standing.Leftover)
        .map(Judged::path)
        .distinct()
        .sorted()
        .toList();
  }

  /** What nobody knows anything of. */
  public List<Judged> unknown() {
    return directories.stream().filter(one -> one.standing() instanceof Standing.Unknown).toList();
  }

  /** Whether a path is, or lies in, what nobody knows anything of. */
  public boolean isUnknown(String path) {
    return unknown().stream().anyMatch(one -> Places.isIn(one.path(), path));
  }
}
