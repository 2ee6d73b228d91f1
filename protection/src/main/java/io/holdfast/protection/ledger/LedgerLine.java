package io.holdfast.protection.ledger;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.schema.annotation.AsText;
import org.jspecify.annotations.Nullable;

/**
 * Whose facts stand together, such as {@code main/shop}; {@code main/*} for those of the repository
 * itself.
 *
 * @param application absent for the repository itself
 */
@AsText(expected = "repository/application")
public record LedgerLine(RepositoryName repository, @Nullable ApplicationName application)
    implements Comparable<LedgerLine> {
  private static final String ITSELF = "*";

  /** The line of an application. */
  public static LedgerLine of(RepositoryName repository, ApplicationName application) {
    return new LedgerLine(repository, application);
  }

  /** The line of what concerns a repository as a whole. */
  public static LedgerLine of(RepositoryName repository) {
    return new LedgerLine(repository, null);
  }

  /**
   * Reads the text of a line.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static LedgerLine parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "'%s' is no line of a ledger: expected repository/application".formatted(text));
    }
    RepositoryName repository = RepositoryName.parse(text.substring(0, slash));
    String rest = text.substring(slash + 1);
    return rest.equals(ITSELF) ? of(repository) : of(repository, ApplicationName.parse(rest));
  }

  @Override
  public int compareTo(LedgerLine other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return repository + "/" + (application == null ? ITSELF : application.text());
  }
}
