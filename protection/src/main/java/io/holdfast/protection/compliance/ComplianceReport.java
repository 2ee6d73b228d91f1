package io.holdfast.protection.compliance;

import io.holdfast.schema.annotation.Doc;
import java.time.Instant;
import java.util.List;

/** Which applications have what their policies promise. */
public record ComplianceReport(
    @Doc("When this was put together.") Instant taken,
    @Doc("Whether every application has everything that is promised, for certain.")
        boolean compliant,
    @Doc("Each application.") List<ApplicationCompliance> applications) {
  public ComplianceReport {
    applications = List.copyOf(applications);
    if (compliant != applications.stream().allMatch(ApplicationCompliance::compliant)) {
      throw new IllegalArgumentException(
          "a report that says compliant: %s does not fit its applications".formatted(compliant));
    }
  }

  /** Judges all applications. */
  public static ComplianceReport of(List<Evidence> evidence, Instant now) {
    List<ApplicationCompliance> applications =
        evidence.stream().map(one -> ApplicationCompliance.of(one, now)).toList();
    return new ComplianceReport(
        now, applications.stream().allMatch(ApplicationCompliance::compliant), applications);
  }

  /** Whether every application has everything that is promised, for certain. */
  public boolean isCompliant() {
    return compliant;
  }
}
