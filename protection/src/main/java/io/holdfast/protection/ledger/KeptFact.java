package io.holdfast.protection.ledger;

/**
 * A fact as the rows have it, not yet trusted.
 *
 * @param branch 0 for the writer's chain; others are what a second machine wrote with the same key
 * @param sealed whether the rows say that the repository has it
 */
public record KeptFact(Flaw.Stored stored, int branch, boolean sealed) {}
