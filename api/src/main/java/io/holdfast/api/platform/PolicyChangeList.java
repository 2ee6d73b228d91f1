package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** The changes of policies that wait, because they protect less. */
public record PolicyChangeList(@Doc("By application.") List<PolicyChangeView> changes) {
  public PolicyChangeList {
    changes = List.copyOf(changes);
  }
}
