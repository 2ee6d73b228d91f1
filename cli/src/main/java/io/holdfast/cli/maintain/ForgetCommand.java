package io.holdfast.cli.maintain;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Writing;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.SnapshotOptions;
import io.holdfast.cli.snapshot.SnapshotChoice;
import io.holdfast.cli.snapshot.SnapshotGroup;
import io.holdfast.location.Session;
import io.holdfast.protection.hold.Hold;
import io.holdfast.repository.forget.ForgetExecutor;
import io.holdfast.repository.forget.RetentionPlan;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotFilter;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.hold.HeldSnapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast forget}. */
@Command(
    name = "forget",
    description = {
      "Removes snapshots: those named, or those that a policy does not keep.",
      "",
      "Snapshots are put into groups, and the policy is applied to each. Their data stays until a"
          + " prune. Snapshots of a held restore point stay; so do those of applications, about"
          + " which their own policies decide ('holdfast retention run'), unless their names or a"
          + " --tag say that they are meant."
    },
    footer = {
      "Examples:",
      "  holdfast forget --keep-daily 7 --keep-weekly 5 --dry-run",
      "  holdfast forget --keep-last 1 --prune",
      "  holdfast forget latest"
    })
public final class ForgetCommand implements Callable<ExitCode> {
  /** Why what an application has stored is not the business of a policy for snapshots. */
  private static final String OF_APPLICATION = "its application's policy decides";

  private final Context context;

  @Mixin private PolicyOptions policy = new PolicyOptions();
  @Mixin private SnapshotOptions filter = new SnapshotOptions();
  @Mixin private PruneOptions pruneOptions = new PruneOptions();

  @Option(
      names = {"-g", "--group-by"},
      paramLabel = "CRITERIA",
      description = "Group by host, paths, tags, or several with commas (default: host,paths).")
  private String groupBy = "host,paths";

  @Option(
      names = "--unsafe-allow-remove-all",
      description = "Without a policy, remove all that --host, --tag and --path let through.")
  private boolean allowRemoveAll;

  @Option(
      names = {"-c", "--compact"},
      description = "Leave sizes and paths out.")
  private boolean compact;

  @Option(names = "--prune", description = "Prune afterwards when any snapshot was removed.")
  private boolean prune;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Remove nothing, only say what would be.")
  private boolean dryRun;

  @Parameters(
      arity = "0..*",
      paramLabel = "SNAPSHOT",
      description = "Remove these, in place of a policy: beginnings of ids, or latest.")
  private List<String> wanted = List.of();

  public ForgetCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    if (!wanted.isEmpty() && !policy.policy().isEmpty()) {
      throw StopException.usage(
          "name the snapshots to remove, or give a policy (--keep-…) of what stays: not both");
    }
    var pruning =
        new PruneRun(context, pruneOptions.request(Writing.of(context).packs().packSize()));
    if (dryRun) {
      preview(pruning);
      return ExitCode.DONE;
    }
    List<SnapshotId> removed;
    try (var session = context.sessions().open(Access.EXCLUSIVE)) {
      removed = chosen(session);
      new ForgetExecutor(session.repository(), session.lock(), context.surroundings().clock())
          .remove(removed, _ -> {});
    }
    context.tell(Amounts.count(removed.size(), "snapshot", "snapshots") + " removed");
    if (prune && !removed.isEmpty()) {
      pruning.run();
    }
    return ExitCode.DONE;
  }

  private void preview(PruneRun pruning) throws IOException, InterruptedException {
    try (var session = context.sessions().open(Access.TRIAL)) {
      var removed = chosen(session);
      context.tell(
          Amounts.count(removed.size(), "snapshot", "snapshots")
              + " would be removed; this was a trial run");
      if (prune && !removed.isEmpty()) {
        for (var id : removed) {
          session.repository().snapshots().remove(id); // the trial's store only leaves it out
        }
        pruning.preview(session);
      }
    }
  }

  private List<SnapshotId> chosen(Session session) throws IOException {
    return wanted.isEmpty() ? byPolicy(session) : byName(session);
  }

  private List<SnapshotId> byName(Session session) throws IOException {
    var chosen =
        SnapshotChoice.several(session.repository(), wanted, filter.filter(context.usualHost()));
    var held = held(session, chosen);
    var removed = new ArrayList<SnapshotId>();
    for (var id : chosen.keySet()) {
      var why = held.get(id);
      if (why == null) {
        removed.add(id);
      } else {
        context.tell("snapshot %s stays: %s".formatted(id.hash().brief(), Printable.of(why)));
      }
    }
    return removed;
  }

  /** The reasons why some must stay, whoever asks. */
  private static Map<SnapshotId, String> held(Session session, Map<SnapshotId, Snapshot> among)
      throws IOException {
    var reasons = new HashMap<SnapshotId, String>();
    new HeldSnapshots(session.repository(), session.repository().store().clock())
        .among(among)
        .forEach((id, holds) ->
            reasons.put(
                id,
                holds.stream().map(Hold::toString).distinct().collect(Collectors.joining(", "))));
    return reasons;
  }

  /** The reasons why some stay when only a policy says what goes. */
  private static Map<SnapshotId, String> staying(
      Session session, Map<SnapshotId, Snapshot> among, SnapshotFilter meant) throws IOException {
    var reasons = new HashMap<>(held(session, among));
    if (meant.tags().isEmpty()) {
      among.forEach((id, snapshot) -> {
        if (snapshot.tags().contains(Belonging.OURS)) {
          reasons.putIfAbsent(id, OF_APPLICATION);
        }
      });
    }
    return reasons;
  }

  private List<SnapshotId> byPolicy(Session session) throws IOException {
    var grouping = SnapshotGroup.parse(groupBy);
    var all = session.repository().snapshots().all();
    var meant = filter.filter(context.usualHost());
    var looked = new HashMap<>(all);
    looked.values().removeIf(snapshot -> !meant.matches(snapshot));
    var request =
        new RetentionPlan.Request(
            meant, grouping, policy.policy(), allowRemoveAll, staying(session, looked, meant));
    var planning =
        RetentionPlan.plan(
            request, all, context.surroundings().clock().instant(), context.surroundings().zone());
    return switch (planning) {
      case RetentionPlan.Planning.Refused(var message) ->
          throw new StopException(ExitCode.REFUSED_BY_POLICY, message);
      case RetentionPlan.Planning.Planned(var plan) -> {
        new ForgetPrinter(context, grouping, compact).print(plan);
        yield plan.removed();
      }
    };
  }
}
