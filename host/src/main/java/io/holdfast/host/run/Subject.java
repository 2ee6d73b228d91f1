package io.holdfast.host.run;

import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.host.policy.PolicyTerms;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.queue.Target;
import io.holdfast.protection.retention.Terms;
import io.holdfast.protection.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * An application with what it refers to, as it was applied.
 *
 * @param policy absent for one that follows none
 */
public record Subject(Application application, Repository repository, @Nullable Policy policy) {
  public ApplicationName name() {
    return ApplicationName.parse(application.name());
  }

  public RepositoryName repositoryName() {
    return RepositoryName.parse(repository.name());
  }

  /** Whose facts its runs make. */
  public LedgerLine line() {
    return LedgerLine.of(repositoryName(), name());
  }

  /** What its runs work on. */
  public Target target() {
    return new Target(application.name(), repository.name());
  }

  /** What its policy says of removal. */
  public Terms terms() {
    return policy == null ? Terms.KEEP_ALL : PolicyTerms.removal(policy.spec());
  }

  /** What its runs are about. */
  public Run.Subject ofRun() {
    return new Run.Subject(repositoryName(), name());
  }

  /** A volume that it declares. */
  public Volume volume(VolumeName name) {
    return application.spec().volumes().stream()
        .filter(volume -> volume.name().equals(name.text()))
        .findFirst()
        .orElseThrow();
  }
}
