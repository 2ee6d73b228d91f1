package io.holdfast.host.hook;

import io.holdfast.host.peer.BtrfsVolume;
import io.holdfast.host.peer.Copies;
import io.holdfast.host.peer.Machine;
import io.holdfast.host.volume.BtrfsSnapshots;
import io.holdfast.host.volume.MountTable;
import io.holdfast.host.volume.SnapshotName;
import io.holdfast.host.volume.SnapshotPlan;
import io.holdfast.host.volume.Survey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** A directory that servers may enter, and the two ways to make a cut of a volume. */
final class Workbench implements AutoCloseable {
  static final Duration STEP = Duration.ofSeconds(30);
  static final Limits LIMITS = new Limits(STEP, Duration.ofMinutes(2), Duration.ofMinutes(2));

  /** How many cuts each proof makes; a long run asks for more. */
  static final int CUTS = Integer.getInteger("holdfast.cuts", 2);

  private final Path home;
  private int count;

  Workbench() throws IOException {
    home = Files.createTempDirectory("holdfast-hook-");
    Machine.run("chmod", "755", home.toString());
  }

  /** A path of its own, where nothing is yet. */
  Path fresh(String name) {
    count++;
    return home.resolve("%s-%d".formatted(name, count));
  }

  Path directory(String name) throws IOException {
    return Files.createDirectory(fresh(name));
  }

  /** The path of a file that may be there or not. */
  Path file(String name) {
    return home.resolve(name);
  }

  /** A connection as a kind names it. */
  Source secret(String address) throws IOException {
    var file =
        Files.createFile(
            fresh("connection"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, address + "\n");
    return Source.parse("file:" + file);
  }

  /** A finished copy, ready to be started, and what it must hold. */
  record Copy(Path directory, Outcome outcome, List<Integer> acknowledged) {
    Copy {
      acknowledged = List.copyOf(acknowledged);
    }
  }

  /** Copies file by file; all that is acknowledged before the closing half must be in it. */
  Copy live(Hook hook, Path volume, Supplier<List<Integer>> acknowledged) throws IOException {
    var overlay = directory("overlay");
    var target = fresh("copy");
    var plan = HookPlan.of(hook, Method.LIVE, Scope.of(volume), LIMITS);
    try (var session = HookSession.open(plan, overlay, file("hook.lock"), InstantSource.system())) {
      Copies.copy(volume, target, session.exclusions());
      var before = acknowledged.get();
      var outcome = session.end();
      Copies.merge(overlay, target);
      return new Copy(target, outcome, before);
    }
  }

  /** Copies from a btrfs snapshot; all that is acknowledged before it is taken must be in it. */
  Copy snapshot(Hook hook, BtrfsVolume btrfs, Path volume, Supplier<List<Integer>> acknowledged)
      throws IOException {
    var place = new Survey(MountTable.read(), STEP).of(volume);
    var group = SnapshotPlan.of(List.of(place)).groups().getFirst();
    var snapshots = new BtrfsSnapshots(group, InstantSource.system());
    var name = new SnapshotName("it", ++count);
    var overlay = directory("overlay");
    var target = fresh("copy");
    var plan = HookPlan.of(hook, Method.SNAPSHOT, Scope.of(volume), LIMITS);
    try (var session = HookSession.open(plan, overlay, file("hook.lock"), InstantSource.system())) {
      var before = acknowledged.get();
      var frozen = snapshots.take(name, group.directories(), STEP);
      var outcome = session.end();
      var copy = frozen.copyOf(place.directory());
      Copies.copy(copy, target, session.exclusions());
      Copies.merge(overlay, target);
      return new Copy(target, outcome, before);
    } finally {
      snapshots.delete(name, STEP);
    }
  }

  @Override
  public void close() throws IOException {
    Machine.run("rm", "-rf", home.toString());
  }
}
