package io.holdfast.host.repository;

import io.holdfast.api.kind.Repository;
import io.holdfast.catalog.RepositoryIds;
import io.holdfast.host.repository.RepositoryClosedException.Why;
import io.holdfast.location.Session;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.vault.ledger.LedgerNames;
import java.io.IOException;
import java.util.Optional;

/** By what one sees that a repository is the one that a kind means. */
sealed interface Identity {
  /** By nothing: whoever has its place and its key may not know what it is called. */
  record Unknown() implements Identity {}

  /** By the name in its ledger, whatever its id is. */
  record Name() implements Identity {}

  /** By the id that the catalog has of it; the first time, by the name. */
  record Listed(RepositoryIds ids) implements Identity {}

  /** The id that it must have; empty when it may have any. */
  default Optional<String> id(Repository declared) throws IOException {
    return switch (this) {
      case Unknown _, Name _ -> Optional.empty();
      case Listed(RepositoryIds ids) -> ids.of(declared.name());
    };
  }

  /** Notes the id of one that was made, or is the one that is meant. */
  default void keep(Repository declared, String id) throws IOException {
    switch (this) {
      case Unknown _, Name _ -> {}
      case Listed(RepositoryIds ids) -> ids.keep(declared.name(), id);
    }
  }

  /**
   * Lets one be used that is the one that is meant.
   *
   * @throws RepositoryClosedException when it is another one, or has another name
   */
  default void require(Repository declared, Session open) throws IOException {
    switch (this) {
      case Unknown _ -> {}
      case Name _ -> requireName(declared, open);
      case Listed(RepositoryIds ids) -> {
        String id = open.repository().config().id();
        Optional<String> expected = ids.of(declared.name());
        if (expected.isEmpty()) {
          Optional<String> listed = ids.otherName(declared.name(), id);
          if (listed.isPresent()) {
            throw misnamed(declared, open, listed.get(), "the catalog");
          }
          requireName(declared, open);
          keep(declared, id);
        } else if (!expected.get().equals(id)) {
          throw replaced(declared, open, expected.get());
        }
      }
    }
  }

  private static void requireName(Repository declared, Session open) throws IOException {
    open.loadIndex();
    Optional<RepositoryName> other =
        new LedgerNames(open.repository()).otherThan(RepositoryName.parse(declared.name()));
    if (other.isPresent()) {
      throw misnamed(declared, open, other.get().text(), "its ledger");
    }
  }

  private static RepositoryClosedException misnamed(
      Repository declared, Session open, String name, String where) {
    return new RepositoryClosedException(
        Why.MISNAMED,
        "repository %s at %s is called %s in %s, and keeps that name: declare it as %s"
            .formatted(declared.name(), open.repository().store().location(), name, where, name));
  }

  private static RepositoryClosedException replaced(
      Repository declared, Session open, String expected) {
    return new RepositoryClosedException(
        Why.REPLACED,
        "the repository at %s is another one (%s) than %s of the catalog (%s): correct spec.location, or declare it under a name of its own; when the former one is lost for good, 'holdfast catalog rebuild --replace' lists what this one has, and no more what the former one had"
            .formatted(
                open.repository().store().location(),
                Repositories.brief(open.repository().config().id()),
                declared.name(),
                Repositories.brief(expected)));
  }
}
