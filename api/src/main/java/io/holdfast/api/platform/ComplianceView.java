package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which applications have what their policies promise. */
public record ComplianceView(
    @Doc("When it was put together.") Instant taken,
    @Doc("Whether every application has everything that is promised, for certain.")
        boolean compliant,
    @Doc("Each application.") List<Judged> applications,
    @Doc("The same for people.") String text) {
  public ComplianceView {
    applications = List.copyOf(applications);
  }

  /** An application, and how it stands with each promise. */
  public record Judged(
      @Doc("Its name.") String application,
      @Doc("The policy that it follows.") @Nullable String policy,
      @Doc("Whether it has everything that is promised, for certain.") boolean compliant,
      @Doc("Each promise.") List<Clause> clauses) {
    public Judged {
      clauses = List.copyOf(clauses);
    }
  }

  /** A promise, and how it stands with it. */
  public record Clause(
      @Doc("What is promised.") String promise,
      @Doc("How it stands with it.") Standing standing,
      @Doc("Why, with the figures.") String reason) {}

  /** How it stands with a promise. */
  public enum Standing {
    @Doc("It is kept.")
    @Name("met")
    MET,
    @Doc("It is not kept.")
    @Name("missed")
    MISSED,
    @Doc("Nobody knows.")
    @Name("unknown")
    UNKNOWN,
    @Doc("Nobody promised it.")
    @Name("not-promised")
    NOT_PROMISED
  }
}
