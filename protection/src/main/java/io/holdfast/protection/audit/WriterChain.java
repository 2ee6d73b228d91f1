package io.holdfast.protection.audit;

import static java.util.stream.Collectors.groupingBy;

import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.FoundSegment;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.point.ContentId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The chain of a writer in a line, as its segments give it.
 *
 * @param branches the chain, and what others wrote from a fork on; each has the facts that are its
 *     own, in order, and that can be trusted
 * @param flaws of the segments, and between them
 */
public record WriterChain(
    LedgerLine line, WriterId writer, List<List<Entry>> branches, List<Flaw> flaws) {
  public WriterChain {
    branches = branches.stream().map(List::copyOf).toList();
    flaws = List.copyOf(flaws);
  }

  /** Whether two machines wrote it. */
  public boolean isForked() {
    return branches.size() > 1;
  }

  /** All facts of all branches. */
  public Stream<Entry> entries() {
    return branches.stream().flatMap(List::stream);
  }

  /**
   * Puts segments together.
   *
   * @param segments of this writer, in any order; some may say the same
   * @param elsewhere the hashes that others have for its facts, such as the catalog's rows
   */
  public static WriterChain of(
      LedgerLine line,
      WriterId writer,
      List<FoundSegment> segments,
      Map<FactId, List<ContentId>> elsewhere) {
    List<Flaw> flaws = new ArrayList<>();
    List<FoundSegment.Looked> looked = new ArrayList<>();
    Map<FactId, List<FoundSegment>> byFirst =
        segments.stream().collect(groupingBy(FoundSegment::first));
    for (FoundSegment segment : segments) {
      FoundSegment.Looked one = segment.look(candidates(segment, byFirst, elsewhere));
      flaws.addAll(one.flaws());
      looked.add(one);
    }
    // Where two say different things in the same place, what is signed is put there first.
    looked.sort(
        Comparator.comparing((FoundSegment.Looked one) -> one.facts().getFirst().id())
            .thenComparing(one -> !one.signed())
            .thenComparingInt(one -> one.facts().size())
            .thenComparing(one -> one.facts().getLast().hash().text()));
    Growth growth = new Growth(line, writer, flaws);
    looked.forEach(growth::add);
    return new WriterChain(line, writer, growth.branches(), flaws.stream().distinct().toList());
  }

  /** What the end of a segment may have been, if it is not what it was. */
  private static List<ContentId> candidates(
      FoundSegment segment,
      Map<FactId, List<FoundSegment>> byFirst,
      Map<FactId, List<ContentId>> elsewhere) {
    FactId last = segment.last();
    FactId next = new FactId(last.line(), last.writer(), last.sequence() + 1);
    return Stream.concat(
            byFirst.getOrDefault(next, List.of()).stream()
                .flatMap(other -> other.previous().stream()),
            elsewhere.getOrDefault(last, List.of()).stream())
        .distinct()
        .toList();
  }
}
