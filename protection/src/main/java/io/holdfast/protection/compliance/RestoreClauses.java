package io.holdfast.protection.compliance;

import static io.holdfast.protection.compliance.Figures.length;
import static io.holdfast.protection.compliance.Figures.time;

import java.time.Duration;
import java.time.Instant;

/** What is promised about restores. */
final class RestoreClauses {
  private RestoreClauses() {}

  static Clause rto(Evidence evidence) {
    Evidence.Terms policy = evidence.policy();
    Duration rto = policy == null ? null : policy.rto();
    if (rto == null) {
      return Clause.notPromised(Promise.RTO, "the policy has no rto");
    }
    Evidence.Recoveries.Measured measured = evidence.past().recoveries().measured();
    if (measured == null) {
      return Clause.unknown(
          Promise.RTO,
          "no restore of the whole application was timed%s: 'holdfast point restore' times one"
              .formatted(Figures.sinceRebuild(evidence)));
    }
    String words =
        "the restore of %s took %s".formatted(time(measured.time()), length(measured.took()));
    return measured.took().compareTo(rto) <= 0
        ? Clause.met(Promise.RTO, "%s, of %s".formatted(words, length(rto)))
        : Clause.missed(
            Promise.RTO,
            "%s, %s more than %s"
                .formatted(words, length(measured.took().minus(rto)), length(rto)));
  }

  static Clause rehearsal(Evidence evidence, Instant now) {
    Evidence.Terms policy = evidence.policy();
    Duration every = policy == null ? null : policy.rehearsalEvery();
    if (every == null) {
      return Clause.notPromised(Promise.REHEARSAL, "the policy asks for no rehearsal");
    }
    Instant rehearsed = evidence.past().recoveries().rehearsed();
    if (rehearsed == null) {
      Instant due = Figures.begin(evidence).plus(every);
      String since = Figures.sinceRebuild(evidence);
      return now.isAfter(due)
          ? Clause.missed(
              Promise.REHEARSAL,
              "no restore was %srehearsed%s; the first was due at %s"
                  .formatted(since.isEmpty() ? "ever " : "", since, time(due)))
          : Clause.unknown(
              Promise.REHEARSAL,
              "no restore was rehearsed%s; the first is due at %s"
                  .formatted(since.isEmpty() ? " yet" : since, time(due)));
    }
    Duration age = Duration.between(rehearsed, now);
    return age.compareTo(every) <= 0
        ? Clause.met(
            Promise.REHEARSAL,
            "the last rehearsal passed %s ago, of %s".formatted(length(age), length(every)))
        : Clause.missed(
            Promise.REHEARSAL,
            "the last rehearsal passed %s ago, %s more than %s"
                .formatted(length(age), length(age.minus(every)), length(every)));
  }
}
