package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** What is declared no more. */
public record DeletedKind(
    @Doc("Repository, Policy or Application.") String kind,
    @Doc("Its name.") String name,
    @Doc("What stays of it, in words.") List<String> notes) {
  public DeletedKind {
    notes = List.copyOf(notes);
  }
}
