package io.holdfast.host.run;

import io.holdfast.host.state.Durability;
import io.holdfast.host.state.RealPath;
import io.holdfast.protection.restore.DirectoryIdentity;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What was done of a restore, and what is to be said of it. */
final class RestoreProgress {
  /** Until it is all there, when it gets the mode that it had. */
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final String NOTHING_MORE = "{}";

  private final Surroundings surroundings;
  private final Run run;
  private final RestorePlan plan;
  private final boolean mayBeUsed;
  private final List<String> said = new ArrayList<>();
  private boolean swapped;
  private boolean untouched;

  /**
   * @param mayBeUsed whether somebody accepted that processes have open what is replaced
   */
  RestoreProgress(Surroundings surroundings, Run run, RestorePlan plan, boolean mayBeUsed) {
    this.surroundings = surroundings;
    this.run = run;
    this.plan = plan;
    this.mayBeUsed = mayBeUsed;
  }

  void say(String words) {
    if (!words.isEmpty()) {
      said.add(words);
    }
  }

  String said() {
    return String.join("; ", said);
  }

  /** The same behind other words. */
  String saidBehind() {
    return said.isEmpty() ? "" : "; " + said();
  }

  boolean isSwapped() {
    return swapped;
  }

  /**
   * Notes what is about to be written into, so that it is known if the process is killed.
   *
   * @param database whether a database comes back, also when that is only a part of the volume
   */
  void begin(Step.Fill fill, boolean database) throws IOException {
    if (fill.over() && (fill.include().isEmpty() || database)) {
      requireUnused(fill.directory());
    }
    if (!fill.over()) {
      make(fill);
    }
    if (fill.directory().equals(plan.filledAt(fill))) {
      // It may be a volume's, also when that is empty: whatever is there is half of something now.
      note(RestorePlan.writing(fill.volume()), identity(Path.of(fill.directory())));
      // What is overwritten may be on a disk that is faster than the catalog's.
      surroundings.catalog().force();
    }
  }

  /** Gives what is whole its name. */
  void whole(Step.Fill fill) throws IOException {
    Path part = Path.of(plan.filledAt(fill));
    Path whole = Path.of(fill.directory());
    if (part.equals(whole)) {
      return;
    }
    if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
      requireEmpty(whole);
    }
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    Durability.force(Objects.requireNonNull(whole.getParent(), "it is no root"));
  }

  /** Notes that nothing was. */
  void untouched(Step.Fill fill) throws IOException {
    note(RestorePlan.untouched(fill.volume()), NOTHING_MORE);
    untouched = true;
  }

  /** What a step that failed leaves, for people. */
  String left(String step) {
    return untouched ? "" : plan.left(step);
  }

  private static String identity(Path directory) throws IOException {
    Optional<DirectoryIdentity> found =
        Files.exists(directory) ? Swaps.found(RealPath.of(directory)) : Optional.empty();
    return found.isPresent()
        ? Journal.text(WrittenDirectory.of(RealPath.of(directory), found.get()))
        : NOTHING_MORE;
  }

  private void note(String key, String result) throws IOException {
    surroundings.catalog().runs().add(run.id(), key, result);
  }

  /** Makes the directory of a volume, and notes which one it is. */
  private void make(Step.Fill fill) throws IOException {
    Path directory = Path.of(plan.filledAt(fill));
    if (Files.exists(directory)) {
      requireEmpty(directory);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(directory.getParent(), "it is no root"));
    if (fill.include().isEmpty()) {
      Files.createDirectory(directory, OWNERS);
    } else {
      Files.createDirectory(directory);
    }
    note(RestorePlan.made(fill.volume()), Journal.text(Swaps.found(directory).orElseThrow()));
  }

  /** Hours may have passed since it was planned. */
  private static void requireEmpty(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(
            "%s is not empty any more, and what is there is not touched: name another directory, or remove what is there"
                .formatted(directory));
      }
    }
  }

  /** It may have been started again while the restore went on. */
  private void requireUnused(String directory) throws IOException {
    List<String> users = mayBeUsed ? List.of() : PlaceSurvey.users(Path.of(directory));
    if (!users.isEmpty()) {
      throw new IOException(
          "%s uses %s by now: stop it, and restore again".formatted(users.getFirst(), directory));
    }
  }

  /** With the first swap, all are done. */
  void swap() throws IOException {
    if (swapped) {
      return;
    }
    for (Step.Swap swap : plan.swaps()) {
      requireUnused(swap.live());
    }
    Swaps swaps = Swaps.of(plan, mayBeUsed);
    note(RestorePlan.SWAPS_BEGIN, Journal.text(swaps));
    surroundings.catalog().force();
    swaps.complete();
    swapped = true;
    say(swaps.settled());
  }
}
