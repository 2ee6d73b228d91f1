package io.holdfast.protection.compliance;

import static io.holdfast.protection.compliance.Figures.length;
import static io.holdfast.protection.compliance.Figures.time;

import io.holdfast.protection.compliance.Evidence.PasswordPlace;
import io.holdfast.protection.coverage.Coverage;
import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.Measurements;
import io.holdfast.protection.name.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is promised about where restore points are kept, and what is known of them. */
final class KeepingClauses {
  /** As the alert has it: three seals may be missed. */
  private static final Duration LONGEST_UNSEALED = Duration.ofMinutes(45);

  /** More are counted: nobody reads them. */
  private static final int MOST_PATHS = 100;

  private KeepingClauses() {}

  /**
   * Repositories without encryption do not exist, so it depends on who knows the password; of one
   * that does not open with it, nobody knows that.
   */
  static Clause encryption(Evidence evidence) {
    return switch (evidence.password()) {
      case PasswordPlace.InFile file when file.isOpenToOthers() ->
          Clause.missed(
              Promise.ENCRYPTION,
              "the password in %s can be read or changed by others (%s): run 'chmod 600 %s'"
                  .formatted(file.path(), file.permissions(), file.path()));
      case PasswordPlace.InFile(String path, String _) ->
          encrypted(evidence, "only its owner may read the password in " + path);
      case PasswordPlace.InUnknownFile(String path, String reason) ->
          Clause.unknown(
              Promise.ENCRYPTION,
              "nobody knows who may read the password in %s: %s".formatted(path, reason));
      case PasswordPlace.InVariable(String name) ->
          encrypted(evidence, "its password is in the variable " + name);
      case PasswordPlace.Printed(String program) ->
          encrypted(evidence, "its password is printed by " + program);
    };
  }

  private static Clause encrypted(Evidence evidence, String words) {
    Measurements.Repository repository = evidence.repository();
    if (repository.unopened() != null) {
      return Clause.unknown(
          Promise.ENCRYPTION,
          "nobody knows who has the password that opens repository %s: the one that is declared does not, for %s"
              .formatted(repository.name(), repository.unopened()));
    }
    // One that opened did so with this password, also when it is away since.
    return repository.opening() == null && evidence.unseen() != null
        ? Clause.unknown(
            Promise.ENCRYPTION,
            "nobody has seen yet that the declared password opens repository %s: %s"
                .formatted(repository.name(), evidence.unseen()))
        : Clause.met(Promise.ENCRYPTION, "everything is encrypted before it is stored; " + words);
  }

  static Clause coverage(Evidence evidence) {
    Coverage coverage = evidence.coverage();
    if (coverage == null) {
      return Clause.notPromised(
          Promise.COVERAGE, "the policy names no directories that must be covered");
    }
    List<String> unprotected = coverage.unprotected();
    if (!unprotected.isEmpty()) {
      return Clause.missed(
          Promise.COVERAGE,
          "%d of %d directories belong to no volume: %s"
              .formatted(unprotected.size(), coverage.directories().size(), named(unprotected)));
    }
    if (!coverage.unknown().isEmpty()) {
      return Clause.unknown(
          Promise.COVERAGE,
          "%d of %d directories could not be looked at: %s"
              .formatted(
                  coverage.unknown().size(),
                  coverage.directories().size(),
                  named(coverage.unknown().stream().map(Coverage.Judged::path).toList())));
    }
    List<String> leftovers = coverage.leftovers();
    return Clause.met(
        Promise.COVERAGE,
        leftovers.isEmpty()
            ? "all of %d directories belong to volumes or are excepted"
                .formatted(coverage.directories().size())
            : "all of %d directories belong to volumes or are excepted, but for %d that restores left and no backup has; remove what nobody needs: %s"
                .formatted(coverage.directories().size(), leftovers.size(), named(leftovers)));
  }

  private static String named(List<String> paths) {
    String first = String.join(", ", paths.subList(0, Math.min(MOST_PATHS, paths.size())));
    return paths.size() > MOST_PATHS
        ? "%s and %d more".formatted(first, paths.size() - MOST_PATHS)
        : first;
  }

  static Clause repository(Evidence evidence) {
    Measurements.Repository repository = evidence.repository();
    Measurements.Probe probe = repository.probe();
    if (probe == null) {
      return Clause.unknown(
          Promise.REPOSITORY,
          "nobody has tried to reach repository %s yet".formatted(repository.name()));
    }
    if (!probe.reached()) {
      return Clause.missed(
          Promise.REPOSITORY,
          "repository %s could not be reached at %s: %s"
              .formatted(repository.name(), time(probe.time()), probe.failure()));
    }
    String unopened = repository.unopened();
    if (unopened != null) {
      return Clause.missed(
          Promise.REPOSITORY,
          "repository %s answered at %s, but does not open: %s"
              .formatted(repository.name(), time(probe.time()), unopened));
    }
    long missing = evidence.measured().points().missing().count();
    if (missing > 0) {
      return Clause.missed(
          Promise.REPOSITORY,
          "%d restore points of %s are not in repository %s any more: 'holdfast catalog verify' names them"
              .formatted(missing, evidence.measured().name(), repository.name()));
    }
    String answered =
        "repository %s answered at %s".formatted(repository.name(), time(probe.time()));
    return repository.pointsUnknown() == null
        ? Clause.met(Promise.REPOSITORY, answered)
        : Clause.unknown(
            Promise.REPOSITORY,
            "%s, but whether it has the restore points is not known: %s"
                .formatted(answered, repository.pointsUnknown()));
  }

  static Clause recoveryKit(Evidence evidence) {
    RepositoryName repository = evidence.repository().name();
    Measurements.Kit kit = evidence.repository().kit();
    if (kit == null) {
      return Clause.missed(
          Promise.RECOVERY_KIT,
          "the recovery kit of repository %s was never exported: run 'holdfast recovery-kit %s DIR'"
              .formatted(repository, repository));
    }
    String exported = "the recovery kit was last exported at " + time(kit.exported());
    return switch (kit.key()) {
      case THERE -> Clause.met(Promise.RECOVERY_KIT, exported);
      case GONE ->
          Clause.missed(
              Promise.RECOVERY_KIT,
              "%s, and the key in it is not in repository %s any more, so it opens nothing: run 'holdfast recovery-kit %s DIR' again"
                  .formatted(exported, repository, repository));
      case UNKNOWN ->
          Clause.unknown(
              Promise.RECOVERY_KIT,
              "%s; whether the key in it still opens repository %s is not known, since nobody has seen the keys that are there"
                  .formatted(exported, repository));
    };
  }

  static Clause ledger(Evidence evidence, Instant now) {
    MeasuredApplication.Ledger ledger = evidence.measured().ledger();
    List<String> wrong = new ArrayList<>();
    if (ledger.flaws() > 0) {
      wrong.add(
          "%d facts are altered, missing or exchanged: 'holdfast catalog verify' tells which"
              .formatted(ledger.flaws()));
    }
    if (!ledger.gap().isZero()) {
      wrong.add(
          "of %s all facts were lost, which nothing brings back: look with 'holdfast point list %s' whether the restore points are as you expect, and back up, and this ends once retention has removed those from before the loss%s"
              .formatted(
                  length(ledger.gap()),
                  evidence.measured().name(),
                  evidence.policy() == null ? ", for which a policy has to let them go" : ""));
    }
    Instant oldest = ledger.oldestUnsealed();
    if (oldest != null && oldest.plus(LONGEST_UNSEALED).isBefore(now)) {
      wrong.add(
          "%d facts are not in the repository yet, the oldest since %s"
              .formatted(ledger.unsealed(), time(oldest)));
    }
    if (!wrong.isEmpty()) {
      return Clause.missed(Promise.LEDGER, String.join("; ", wrong));
    }
    String unopened = evidence.unopened();
    if (unopened != null) {
      return Clause.unknown(
          Promise.LEDGER,
          "every fact is as it was written here, but nobody can look whether repository %s has it, nor put new ones there: %s"
              .formatted(evidence.repository().name(), unopened));
    }
    return Clause.met(
        Promise.LEDGER,
        ledger.unsealed() == 0
            ? "every fact is as it was written, and was put into the repository"
            : "every fact is as it was written; %d wait for the next seal"
                .formatted(ledger.unsealed()));
  }
}
