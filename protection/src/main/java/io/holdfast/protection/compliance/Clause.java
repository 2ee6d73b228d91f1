package io.holdfast.protection.compliance;

import io.holdfast.schema.annotation.Doc;

/** A promise, and how it stands with it. */
public record Clause(
    @Doc("What is promised.") Promise promise,
    @Doc("How it stands with it.") Standing standing,
    @Doc("Why, with the figures.") String reason) {
  static Clause met(Promise promise, String reason) {
    return new Clause(promise, Standing.MET, reason);
  }

  static Clause missed(Promise promise, String reason) {
    return new Clause(promise, Standing.MISSED, reason);
  }

  static Clause unknown(Promise promise, String reason) {
    return new Clause(promise, Standing.UNKNOWN, reason);
  }

  static Clause notPromised(Promise promise, String reason) {
    return new Clause(promise, Standing.NOT_PROMISED, reason);
  }
}
