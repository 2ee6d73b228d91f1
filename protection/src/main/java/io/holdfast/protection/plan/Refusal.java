package io.holdfast.protection.plan;

/**
 * Why something is not done as it was asked for.
 *
 * @param what is refused
 * @param reason what would go wrong
 * @param remedy what to change; empty where the reason says that too
 */
public record Refusal(String what, String reason, String remedy) {
  /** All of it in one sentence. */
  public String sentence() {
    return remedy.isEmpty()
        ? "%s: %s".formatted(what, reason)
        : "%s: %s; %s".formatted(what, reason, remedy);
  }
}
