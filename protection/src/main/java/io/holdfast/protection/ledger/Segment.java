package io.holdfast.protection.ledger;

import io.holdfast.protection.point.ContentId;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a chain, signed by its writer.
 *
 * <p>The signature is over the hash of the last fact, which by the chain is a hash of all before
 * it, too.
 *
 * @param entries in order, without a gap; at least one
 * @param publicKey the writer's
 * @param signature of the last entry's hash
 */
public record Segment(List<Entry> entries, String publicKey, String signature) {
  /** No file of the ledger becomes larger than a program can hold. */
  public static final int MOST = 10_000;

  public Segment {
    entries = List.copyOf(entries);
    if (entries.isEmpty() || entries.size() > MOST) {
      throw new IllegalArgumentException(
          "a segment of %d facts: expected 1 to %d".formatted(entries.size(), MOST));
    }
  }

  /** Signs entries; those of one chain, in order. */
  public static Segment sign(List<Entry> entries, WriterKey key) {
    return new Segment(entries, key.publicKey(), key.sign(entries.getLast().hash()));
  }

  public LedgerLine line() {
    return entries.getFirst().fact().id().line();
  }

  public WriterId writer() {
    return entries.getFirst().fact().id().writer();
  }

  /** The number of its first fact. */
  public long first() {
    return entries.getFirst().fact().id().sequence();
  }

  /** The number of its last fact. */
  public long last() {
    return entries.getLast().fact().id().sequence();
  }

  /**
   * Looks through it.
   *
   * @param start the end of the chain before it; its sequence is one below {@link #first}
   */
  public List<Flaw> flaws(Chain start) {
    List<Flaw> flaws =
        new ArrayList<>(
            Flaw.in(
                start,
                entries.stream()
                    .map(entry -> new Flaw.Stored(entry.fact().id(), entry.text(), entry.hash()))
                    .toList()));
    ContentId end = entries.getLast().hash();
    if (!WriterKey.isSigned(end, signature, publicKey, writer())) {
      flaws.add(new Flaw.Unsigned(line(), writer(), first(), last()));
    }
    return List.copyOf(flaws);
  }
}
