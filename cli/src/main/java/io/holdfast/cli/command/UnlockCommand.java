package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.LockWords;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.repository.lock.LockFile;
import io.holdfast.repository.lock.Locks;
import io.holdfast.repository.lock.UnreadableLockException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast unlock}. */
@Command(
    name = "unlock",
    description = "Removes locks whose holders are gone.",
    footer = {"Examples:", "  holdfast unlock", "  holdfast unlock --remove-all --yes"})
final class UnlockCommand implements Callable<ExitCode> {
  private final Context context;

  @Option(
      names = "--remove-all",
      description = "Remove every lock: right only when nobody works on the repository.")
  private boolean all;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  UnlockCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    try (var session = context.sessions().open(Access.UNLOCKED)) {
      var locks = context.sessions().locks(session.repository());
      if (all) {
        Question.ask(context, yes, "this removes the locks of programs that may be at work, too");
      }
      int removed = all ? locks.removeAll() : locks.removeStale();
      if (removed > 0) {
        context.tell("removed " + Amounts.count(removed, "lock", "locks"));
      }
      tellOf(locks, all ? List.of() : left(locks, removed), removed);
    }
    return ExitCode.DONE;
  }

  /** What is left; when some were removed, one that cannot be read does not make that a failure. */
  private List<LockFile> left(Locks locks, int removed) throws IOException {
    try {
      return List.copyOf(locks.list().values());
    } catch (UnreadableLockException unreadable) {
      if (removed == 0) {
        throw unreadable;
      }
      context.console().say(String.valueOf(unreadable.getMessage()));
      return List.of();
    }
  }

  private void tellOf(Locks locks, List<LockFile> left, int removed) throws IOException {
    if (!left.isEmpty()) {
      var now = locks.now();
      left.forEach(lock -> context.tell("left the lock of " + LockWords.holder(lock, now)));
    }
    if (!left.isEmpty()) {
      context.tell("once nobody works on the repository, --remove-all removes what is left");
    } else if (removed == 0) {
      context.tell("there was no lock to remove");
    }
  }
}
