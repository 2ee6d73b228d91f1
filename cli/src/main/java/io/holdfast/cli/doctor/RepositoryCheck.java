package io.holdfast.cli.doctor;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.StopException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at the repository: whether it can be reached and opened, and whose clock is right. */
final class RepositoryCheck {
  private static final Duration LARGEST_DIFFERENCE = Duration.ofMinutes(5);

  private final Context context;

  RepositoryCheck(Context context) {
    this.context = context;
  }

  List<Finding> findings() throws InterruptedException {
    if (!context.sessions().isRepositoryNamed()) {
      return List.of(Finding.good("repository", "none is named, so none was looked at: use -r"));
    }
    var findings = new ArrayList<Finding>();
    try (var session = context.sessions().open(Access.UNLOCKED)) {
      var store = session.repository().store();
      findings.add(Finding.good("repository", store.location() + " opens with this password"));
      var difference =
          Duration.between(store.clock(), context.surroundings().clock().instant()).abs();
      findings.add(
          difference.compareTo(LARGEST_DIFFERENCE) <= 0
              ? Finding.good("clock", "agrees with the store's")
              : Finding.bad(
                  "clock",
                  "differs by %s from the store's, so nothing will be removed: set this machine's"
                          .formatted(Amounts.time(difference))
                      + " clock"));
      int locks = context.sessions().locks(session.repository()).list().size();
      findings.add(
          locks == 0
              ? Finding.good("locks", "none")
              : Finding.odd(
                  "locks",
                  "%s; 'holdfast unlock' removes those whose holders are gone"
                      .formatted(Amounts.count(locks, "lock", "locks"))));
    } catch (StopException stop) {
      findings.add(Finding.bad("repository", String.valueOf(stop.getMessage())));
    } catch (IOException trouble) {
      findings.add(Finding.bad("repository", String.valueOf(trouble.getMessage())));
    }
    return findings;
  }
}
