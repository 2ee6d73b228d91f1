package io.holdfast.protection.compliance;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.schema.annotation.Doc;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application, and how it stands with each promise. */
public record ApplicationCompliance(
    @Doc("The application.") ApplicationName application,
    @Doc("The policy that it follows.") @Nullable PolicyName policy,
    @Doc("Whether every promise is met, for certain.") boolean compliant,
    @Doc("Each promise, and how it stands with it.") List<Clause> clauses) {
  public ApplicationCompliance {
    clauses = List.copyOf(clauses);
    if (compliant != clauses.stream().allMatch(clause -> clause.standing().isRight())) {
      throw new IllegalArgumentException(
          "%s cannot be called %scompliant with %s"
              .formatted(application, compliant ? "" : "not ", clauses));
    }
  }

  /** Judges an application. */
  public static ApplicationCompliance of(Evidence evidence, Instant now) {
    List<Clause> clauses =
        List.of(
            PointClauses.rpo(evidence, now),
            RestoreClauses.rto(evidence),
            PointClauses.schedule(evidence, now),
            PointClauses.lastBackup(evidence),
            PointClauses.completeness(evidence),
            PointClauses.retention(evidence, now),
            RestoreClauses.rehearsal(evidence, now),
            KeepingClauses.encryption(evidence),
            KeepingClauses.coverage(evidence),
            KeepingClauses.repository(evidence),
            KeepingClauses.recoveryKit(evidence),
            KeepingClauses.ledger(evidence, now));
    return new ApplicationCompliance(
        evidence.measured().name(),
        evidence.policy() == null ? null : evidence.policy().name(),
        clauses.stream().allMatch(clause -> clause.standing().isRight()),
        clauses);
  }

  /** How it stands with one promise. */
  public Clause of(Promise promise) {
    return clauses.stream()
        .filter(clause -> clause.promise() == promise)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing is said of " + promise));
  }
}
