package io.holdfast.protection.restore;

import io.holdfast.protection.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a restore must not be as it is asked for, and what a person should know before. */
final class Objections {
  private final @Nullable String acceptedRisk;
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param acceptedRisk why a person takes what is refused otherwise; absent while nobody does
   */
  Objections(@Nullable String acceptedRisk) {
    this.acceptedRisk = acceptedRisk;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  List<String> warnings() {
    return warnings;
  }

  void refuse(String what, String reason, String remedy) {
    refusals.add(new Refusal(what, reason, remedy));
  }

  /** Refuses what a person may accept. */
  void risk(String what, String reason, String remedy) {
    if (acceptedRisk == null) {
      refuse(what, reason, remedy + ", or accept it with --accept-risk and the reason");
    } else {
      warnings.add("%s: %s (accepted: %s)".formatted(what, reason, acceptedRisk));
    }
  }
}
