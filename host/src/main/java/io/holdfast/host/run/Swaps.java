package io.holdfast.host.run;

import io.holdfast.host.state.Durability;
import io.holdfast.protection.restore.DirectoryIdentity;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.SwapPair;
import io.holdfast.protection.restore.SwapPair.State;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus.Identity;
import io.holdfast.schema.annotation.Default;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The swaps of one restore, of which all are done or none: the application finds all of the old or
 * all of the new.
 *
 * @param pairs as they were before the first one
 * @param mayBeUsed whether somebody accepted that processes use what is replaced
 */
record Swaps(List<SwapPair> pairs, @Default("false") boolean mayBeUsed) {
  Swaps {
    pairs = List.copyOf(pairs);
  }

  /** Looks at the directories of a plan whose swaps are still to be done. */
  static Swaps of(RestorePlan plan, boolean mayBeUsed) throws IOException {
    List<SwapPair> pairs = new ArrayList<>();
    for (Step.Swap swap : plan.swaps()) {
      DirectoryIdentity restored = identity(swap.restored());
      if (restored == null) {
        throw new NoSuchFileException(swap.restored(), null, "somebody removed it");
      }
      pairs.add(new SwapPair(swap, restored, identity(swap.live())));
    }
    return new Swaps(pairs, mayBeUsed);
  }

  /**
   * Does those that are not done.
   *
   * @throws IOException when one cannot be done: none is, or the message says which could not be
   *     undone
   */
  void complete() throws IOException {
    List<SwapPair> done = new ArrayList<>();
    try {
      for (SwapPair pair : pairs) {
        complete(pair);
        done.add(pair);
      }
    } catch (IOException failure) {
      throw undone(failure, done.reversed());
    }
  }

  /** Whether all are as they were before the first one. */
  boolean isNothingDone() throws IOException {
    for (SwapPair pair : pairs) {
      if (state(pair) != State.TO_DO) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks for programs that went on with what is still to be exchanged.
   *
   * @throws IOException when there are any
   */
  void requireUnused() throws IOException {
    if (mayBeUsed) {
      return;
    }
    for (SwapPair pair : pairs) {
      String live = pair.swap().live();
      List<String> users =
          state(pair) == State.TO_DO ? PlaceSurvey.users(Path.of(live)) : List.of();
      if (!users.isEmpty()) {
        throw new IOException(
            "%s was to be exchanged with another volume, which is, and %s uses it: stop that, and the exchange is finished"
                .formatted(live, users.getFirst()));
      }
    }
  }

  private static void complete(SwapPair pair) throws IOException {
    Step.Swap swap = pair.swap();
    switch (state(pair)) {
      case DONE -> {}
      case TO_DO -> move(Path.of(swap.restored()), Path.of(swap.live()));
      case CHANGED ->
          throw new IOException(
              "%s and %s are not the directories that they were before the swap"
                  .formatted(swap.restored(), swap.live()));
    }
  }

  private static State state(SwapPair pair) throws IOException {
    return pair.state(identity(pair.swap().restored()), identity(pair.swap().live()));
  }

  private static IOException undone(IOException failure, List<SwapPair> done) {
    List<String> stay = new ArrayList<>();
    for (SwapPair pair : done) {
      try {
        undo(pair);
      } catch (IOException further) {
        failure.addSuppressed(further);
        stay.add(pair.swap().live());
      }
    }
    return new IOException(
        stay.isEmpty()
            ? "%s; all volumes are what they were before".formatted(failure.getMessage())
            : "%s; the restored one is at %s, and could not be taken back"
                .formatted(failure.getMessage(), String.join(" and ", stay)),
        failure);
  }

  private static void undo(SwapPair pair) throws IOException {
    Step.Swap swap = pair.swap();
    if (!pair.canBeUndone(identity(swap.restored()), identity(swap.live()))) {
      throw new IOException("%s is not what it was before the swap".formatted(swap.restored()));
    }
    move(Path.of(swap.live()), Path.of(swap.restored()));
  }

  /** Exchanges both, in one step; just moves the first where there is no other. */
  private static void move(Path one, Path other) throws IOException {
    try (Directory from = Directory.open(BytePath.of(above(one).toString()));
        Directory to = Directory.open(BytePath.of(above(other).toString()))) {
      if (Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
        from.exchange(name(one), to, name(other));
      } else {
        from.rename(name(one), to, name(other));
      }
    }
  }

  /** Which directory has a name now; empty when none has. */
  static Optional<DirectoryIdentity> found(Path path) throws IOException {
    return Optional.ofNullable(identity(path.toString()));
  }

  private static @Nullable DirectoryIdentity identity(String path) throws IOException {
    try (Directory above = Directory.open(BytePath.of(above(Path.of(path)).toString()))) {
      return above
          .find(name(Path.of(path)))
          .map(status -> {
            Identity identity = status.identity();
            return new DirectoryIdentity(identity.device(), identity.inode());
          })
          .orElse(null);
    }
  }

  private static Path above(Path path) {
    return Objects.requireNonNull(path.toAbsolutePath().getParent(), "a volume is no root");
  }

  private static byte[] name(Path path) {
    return BytePath.of(path.toString()).name();
  }

  /**
   * Waits until swaps that are done are on disk: what is recorded next must not outlive a power cut
   * that they do not.
   *
   * @return what went wrong, for people; empty when nothing did
   */
  String settled() {
    TreeSet<Path> changed = new TreeSet<>();
    for (SwapPair pair : pairs) {
      changed.add(above(Path.of(pair.swap().restored())));
      changed.add(above(Path.of(pair.swap().live())));
    }
    try {
      for (Path directory : changed) {
        Durability.force(directory);
      }
      return "";
    } catch (IOException failure) {
      return "everything is swapped, but may not outlive a power cut: " + failure.getMessage();
    }
  }
}
