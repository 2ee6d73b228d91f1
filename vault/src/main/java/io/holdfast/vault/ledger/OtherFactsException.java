package io.holdfast.vault.ledger;

import io.holdfast.protection.ledger.LedgerLine;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The repository and the catalog say different things in the same place of this machine's facts.
 */
public final class OtherFactsException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where which
   */
  public OtherFactsException(LedgerLine line, String where, @Nullable Throwable cause) {
    super(
        "the repository has other facts of %s by this machine than its catalog (%s): this catalog is an older copy, or another machine writes with a copy of this one's key; 'holdfast catalog rebuild --replace' takes over what the repository has, and gives this one a key of its own where another has it"
            .formatted(line, where),
        cause);
  }
}
