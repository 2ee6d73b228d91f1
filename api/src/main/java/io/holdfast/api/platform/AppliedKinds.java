package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.util.List;
import java.util.Locale;

/** What became of each kind. */
public record AppliedKinds(
    @Doc("In the order of the documents.") List<Change> changes,
    @Doc("What of it waits, in words.") List<String> notes) {
  public AppliedKinds {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /** What became of one. */
  public record Change(
      @Doc("Repository, Policy or Application.") String kind,
      @Doc("Its name.") String name,
      @Doc("What it did.") Effect effect) {}

  /** What applying does to a kind. */
  public enum Effect {
    @Doc("It was not there before.")
    @Name("created")
    CREATED,
    @Doc("It was there, and said something else.")
    @Name("changed")
    CHANGED,
    @Doc("It was there, and said the same.")
    @Name("unchanged")
    UNCHANGED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
