package io.holdfast.api.policy;

import io.holdfast.api.value.Condition;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Size;
import java.util.List;

/** What is known of a policy. */
@Doc("What is known of the policy.")
public record PolicyStatus(
    @Doc("The generation of the spec that this was seen for.") @Range(least = 0)
        long observedGeneration,
    @Doc("What is and is not so.") @Size(most = 8) List<Condition> conditions,
    @Doc("How many applications follow it.") @Range(least = 0) int applications,
    @Doc("How many of them meet it.") @Range(least = 0) int compliant) {
  public PolicyStatus {
    conditions = List.copyOf(conditions);
  }
}
