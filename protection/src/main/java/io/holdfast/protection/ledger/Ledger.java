package io.holdfast.protection.ledger;

import java.io.IOException;
import java.util.List;

/**
 * Where facts are kept between two seals, and read from. One process at a time writes; any number
 * of threads of it may.
 *
 * <p>What this port forgets is still in the repository, as far as it was sealed.
 */
public interface Ledger {
  /**
   * The end of a chain; empty when nothing of it is known. Idempotent.
   *
   * @throws IOException when the rows cannot be read
   */
  Chain end(LedgerLine line, WriterId writer) throws IOException;

  /**
   * Keeps entries: all of them when this returns, none when it throws before. They are on disk
   * then.
   *
   * <p>Idempotent: entries that are there already, with the same text, are left as they are.
   *
   * @param sealed whether the repository has them
   * @throws IllegalArgumentException when an entry follows none that is here, or another one is in
   *     its place
   */
  void keep(List<Entry> entries, boolean sealed) throws IOException;

  /** Notes that the repository has a chain up to this end. Idempotent. */
  void sealed(Chain end) throws IOException;

  /** The facts of a chain that the repository does not have yet, oldest first. */
  List<Entry> unsealed(LedgerLine line, WriterId writer) throws IOException;

  /**
   * Notes, before a decision is stored in the repository, that the repository may have facts of
   * this machine from then on that are not here. It outlives a power cut. Idempotent.
   */
  void deciding(LedgerLine line) throws IOException;

  /** Notes that everything that the repository has of this machine is here. Idempotent. */
  void decided(LedgerLine line) throws IOException;

  /** Whether a decision was being stored, and nobody knows what became of it. */
  boolean isDeciding(LedgerLine line) throws IOException;

  /** All lines of which something is known, sorted. */
  List<LedgerLine> lines() throws IOException;

  /**
   * All facts of a line, by all its writers: in the order in which they were recorded, those of one
   * moment by writer and number.
   */
  List<Entry> read(LedgerLine line) throws IOException;

  /**
   * What is kept of a line, by writer, branch and number, as it is: for looking whether it was
   * changed.
   */
  List<KeptFact> kept(LedgerLine line) throws IOException;
}
