package io.holdfast.cli.maintain;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Progress;
import io.holdfast.cli.console.Steps;
import io.holdfast.cli.console.StopException;
import io.holdfast.location.Session;
import io.holdfast.repository.prune.Prune;
import io.holdfast.repository.prune.PruneListener;
import io.holdfast.repository.prune.PrunePlan;
import io.holdfast.repository.prune.PruneRequest;
import io.holdfast.repository.prune.Refusal;
import java.io.IOException;
import java.util.Locale;

/**
 * Prunes in two parts: what is still used is stored once more while others may go on with their
 * backups; then, alone, it is looked again what follows, and the rest removed.
 */
final class PruneRun {
  private final Context context;
  private final PruneRequest request;
  private final Steps steps = new Steps();

  PruneRun(Context context, PruneRequest request) {
    this.context = context;
    this.request = request;
  }

  /** Shows what a prune would do. */
  void preview() throws IOException, InterruptedException {
    try (var session = context.sessions().open(Access.TRIAL)) {
      preview(session);
    }
  }

  /** The same in a trial that has begun, and may have removed snapshots as if. */
  void preview(Session session) throws IOException {
    print(plan(prune(session, request, Prune.Repacked.NOTHING)), true);
    context.tell("This was a trial run: nothing was changed");
  }

  void run() throws IOException, InterruptedException {
    Prune.Repacked repacked;
    PrunePlan whole;
    try (var session = context.sessions().open(Access.APPEND)) {
      var prune = prune(session, request, Prune.Repacked.NOTHING);
      whole = plan(prune);
      if (whole.isEmpty()) {
        print(whole, false);
        return;
      }
      try (var _ = Progress.start(context.console(), context.progress(), steps)) {
        repacked = prune.repack(whole, session.lock());
      }
    }
    try (var session = context.sessions().open(Access.EXCLUSIVE)) {
      var prune = prune(session, request.after(whole), repacked);
      var rest = plan(prune);
      Prune.Report report;
      try (var _ = Progress.start(context.console(), context.progress(), steps)) {
        report = prune.execute(rest, session.lock());
      }
      new PrunePrinter(context).print(PruneReport.of(whole, rest, repacked, report), false);
    }
  }

  private Prune prune(Session session, PruneRequest asked, Prune.Repacked repacked) {
    return new Prune(
        session.repository(), asked, context.surroundings().clock(), listener(), repacked);
  }

  private PrunePlan plan(Prune prune) throws IOException {
    Prune.Planning planning;
    try (var _ = Progress.start(context.console(), context.progress(), steps)) {
      planning = prune.plan();
    }
    return switch (planning) {
      case Prune.Planning.Planned(var plan) -> plan;
      case Prune.Planning.Refused(var refusal) ->
          throw new StopException(code(refusal), refusal.message());
    };
  }

  private static ExitCode code(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NoSnapshot _,
          Refusal.TooManyVanished _,
          Refusal.ShortListing _,
          Refusal.ShortIndexListing _ ->
          ExitCode.REFUSED_BY_POLICY;
      case Refusal.UnreadableTree _,
          Refusal.MissingBlobs _,
          Refusal.DamagedBlobs _,
          Refusal.MissingPacks _,
          Refusal.WrongSize _ ->
          ExitCode.FAILED;
    };
  }

  private PruneListener listener() {
    return new PruneListener() {
      @Override
      public void begins(Step step, long total) {
        steps.begin(step.name().toLowerCase(Locale.ROOT).replace('_', ' '), false, total);
      }

      @Override
      public void advances(Step step, long count) {
        steps.advance(count);
      }
    };
  }

  private void print(PrunePlan plan, boolean dryRun) throws IOException {
    if (plan.isEmpty() && !context.json()) {
      context.tell("there is nothing to prune");
      return;
    }
    new PrunePrinter(context).print(PruneReport.of(plan), dryRun);
  }
}
