package io.holdfast.protection.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.protection.point.ContentId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The end of a writer's chain in a line: the next fact is put behind it.
 *
 * @param sequence the number of its last fact; 0 when there is none
 * @param hash of its last fact; {@link #BEGINNING} when there is none
 */
public record Chain(LedgerLine line, WriterId writer, long sequence, ContentId hash) {
  /** What the first fact has in the place of the hash of the one before. */
  public static final ContentId BEGINNING = new ContentId("0".repeat(64));

  /** A chain without facts. */
  public static Chain empty(LedgerLine line, WriterId writer) {
    return new Chain(line, writer, 0, BEGINNING);
  }

  /** The chain that ends with {@code entry}. */
  public static Chain endingWith(Entry entry) {
    FactId id = entry.fact().id();
    return new Chain(id.line(), id.writer(), id.sequence(), entry.hash());
  }

  /** These facts at the end of the chain, in order. */
  public List<Entry> append(List<Fact.Draft> drafts, Instant recorded) {
    List<Entry> entries = new ArrayList<>();
    Chain end = this;
    for (Fact.Draft draft : drafts) {
      Entry entry = end.next(draft, recorded);
      entries.add(entry);
      end = endingWith(entry);
    }
    return List.copyOf(entries);
  }

  private Entry next(Fact.Draft draft, Instant recorded) {
    Fact fact =
        new Fact(
            new FactId(line, writer, sequence + 1),
            hash,
            recorded,
            draft.from(),
            draft.until(),
            draft.by(),
            draft.body());
    return Entry.of(fact);
  }

  /** Whether {@code entry} is what comes next. */
  public boolean isFollowedBy(Entry entry) {
    FactId id = entry.fact().id();
    return id.line().equals(line)
        && id.writer().equals(writer)
        && id.sequence() == sequence + 1
        && entry.fact().previous().equals(hash);
  }

  static ContentId hashOf(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return new ContentId(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
