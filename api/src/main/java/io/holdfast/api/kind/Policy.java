package io.holdfast.api.kind;

import io.holdfast.api.policy.PolicySpec;
import io.holdfast.api.policy.PolicyStatus;
import io.holdfast.api.value.Metadata;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Fixed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** When restore points are made, how long they stay, and what is promised about them. */
@Doc("When restore points are made, how long they stay, and what is promised about them.")
@Fixed(name = "apiVersion", value = Kind.API_VERSION)
@Fixed(name = "kind", value = "Policy")
@Resource(
    plural = "policies",
    shortName = "hfpol",
    columns = {
      @Resource.Column(name = "Schedule", path = ".spec.schedule.cron"),
      @Resource.Column(name = "RPO", path = ".spec.objectives.rpo"),
      @Resource.Column(name = "Applications", type = "integer", path = ".status.applications"),
      @Resource.Column(name = "Compliant", type = "integer", path = ".status.compliant")
    })
public record Policy(
    Metadata metadata,
    @Doc("What is wanted.") PolicySpec spec,
    @Doc("What is; written by the platform, not by people.") @Nullable PolicyStatus status)
    implements Kind {

  @Override
  public Policy from(Path directory) {
    return new Policy(metadata, spec.from(directory), status);
  }
}
