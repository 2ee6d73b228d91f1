package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of an application's policy that protects less, as lists show it. */
public record PolicyChangeView(
    @Doc("The application.") String application,
    @Doc("By what the change is agreed to.") String change,
    @Doc("The policy that is to count; absent when none is.") @Nullable String policy,
    @Doc("Who asked for it.") String by,
    @Doc("When, by the store's clock.") Instant askedAt,
    @Doc("What it protects less, in words.") List<String> less,
    @Doc("Whether it counts.") PolicyChangeStanding standing) {
  public PolicyChangeView {
    less = List.copyOf(less);
  }
}
