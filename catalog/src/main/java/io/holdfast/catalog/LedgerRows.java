package io.holdfast.catalog;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw.Stored;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.Ledger;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The ledger's facts as rows. */
public final class LedgerRows implements Ledger {
  private static final int BATCH = 1000;

  private static final String INSERT =
      """
      insert into fact (line, writer, sequence, recorded, text, hash, sealed)
      values (:line, :writer, :sequence, :recorded, :text, :hash, :sealed)
      """;

  private static final String INSERT_FORKED =
      """
      insert into forked_fact (line, writer, branch, sequence, recorded, text, hash)
      values (:line, :writer, :branch, :sequence, :recorded, :text, :hash)
      """;

  private final Rows rows;

  LedgerRows(Rows rows) {
    this.rows = rows;
  }

  @Override
  public Chain end(LedgerLine line, WriterId writer) throws IOException {
    return rows.read(handle -> end(handle, line, writer));
  }

  private static Chain end(Handle handle, LedgerLine line, WriterId writer) {
    return handle
        .createQuery(
            FactRow.COLUMNS
                + "where line = :line and writer = :writer order by sequence desc limit 1")
        .bind("line", line.toString())
        .bind("writer", writer.text())
        .map(FactRow::stored)
        .findOne()
        .map(last -> new Chain(line, writer, last.id().sequence(), last.hash()))
        .orElseGet(() -> Chain.empty(line, writer));
  }

  @Override
  public void keep(List<Entry> entries, boolean sealed) throws IOException {
    rows.change(handle -> entries.forEach(entry -> keep(handle, entry, sealed)));
  }

  private static void keep(Handle handle, Entry entry, boolean sealed) {
    FactId id = entry.fact().id();
    Chain end = end(handle, id.line(), id.writer());
    if (id.sequence() <= end.sequence()) {
      requireSame(handle, entry, sealed);
      return;
    }
    if (!end.isFollowedBy(entry)) {
      throw new IllegalArgumentException(
          "%s does not follow what is in the catalog, which ends with number %d"
              .formatted(id, end.sequence()));
    }
    PreparedBatch batch = handle.prepareBatch(INSERT);
    FactRow.bind(batch, entry).bind("sealed", sealed).add();
    batch.execute();
  }

  static void replace(Handle handle, List<CatalogContents.Stretch> stretches) {
    handle.createUpdate("delete from fact").execute();
    handle.createUpdate("delete from forked_fact").execute();
    handle.createUpdate("delete from deciding").execute();
    for (CatalogContents.Stretch stretch : stretches) {
      for (int from = 0; from < stretch.entries().size(); from += BATCH) {
        int to = Math.min(stretch.entries().size(), from + BATCH);
        PreparedBatch batch = handle.prepareBatch(stretch.branch() == 0 ? INSERT : INSERT_FORKED);
        for (Entry entry : stretch.entries().subList(from, to)) {
          FactRow.bind(batch, entry)
              .bind("sealed", stretch.sealed())
              .bind("branch", stretch.branch())
              .add();
        }
        batch.execute();
      }
    }
  }

  private static void requireSame(Handle handle, Entry entry, boolean sealed) {
    FactId id = entry.fact().id();
    Optional<Stored> there =
        handle
            .createQuery(
                FactRow.COLUMNS
                    + "where line = :line and writer = :writer and sequence = :sequence")
            .bind("line", id.line().toString())
            .bind("writer", id.writer().text())
            .bind("sequence", id.sequence())
            .map(FactRow::stored)
            .findOne();
    if (there.filter(same -> same.text().equals(entry.text())).isEmpty()) {
      throw new IllegalArgumentException(
          "the catalog has another fact in the place of %s: 'holdfast catalog verify' compares both with the repository"
              .formatted(id));
    }
    if (sealed) {
      handle
          .createUpdate(
              "update fact set sealed = true where line = :line and writer = :writer and sequence ="
                  + " :sequence")
          .bind("line", id.line().toString())
          .bind("writer", id.writer().text())
          .bind("sequence", id.sequence())
          .execute();
    }
  }

  @Override
  public void sealed(Chain end) throws IOException {
    rows.change(handle ->
        handle
            .createUpdate(
                "update fact set sealed = true where line = :line and writer = :writer and sequence"
                    + " <= :last and not sealed")
            .bind("line", end.line().toString())
            .bind("writer", end.writer().text())
            .bind("last", end.sequence())
            .execute());
  }

  @Override
  public void deciding(LedgerLine line) throws IOException {
    rows.change(handle ->
        handle
            .createUpdate(
                "insert into deciding (line) select :line where not exists (select 1 from deciding"
                    + " where line = :line)")
            .bind("line", line.toString())
            .execute());
    rows.force();
  }

  @Override
  public void decided(LedgerLine line) throws IOException {
    rows.change(handle ->
        handle
            .createUpdate("delete from deciding where line = :line")
            .bind("line", line.toString())
            .execute());
  }

  @Override
  public boolean isDeciding(LedgerLine line) throws IOException {
    return rows.read(handle ->
        handle
                .createQuery("select count(*) from deciding where line = :line")
                .bind("line", line.toString())
                .mapTo(Long.class)
                .one()
            > 0);
  }

  @Override
  public List<Entry> unsealed(LedgerLine line, WriterId writer) throws IOException {
    return FactRow.entries(
        rows.read(handle ->
            handle
                .createQuery(
                    FactRow.COLUMNS
                        + "where line = :line and writer = :writer and not sealed order by"
                        + " sequence")
                .bind("line", line.toString())
                .bind("writer", writer.text())
                .map(FactRow::stored)
                .list()));
  }

  /**
   * Facts of a line that the repository does not have yet.
   *
   * @param oldest when the first of them was recorded
   */
  public record Unsealed(long facts, Instant oldest) {}

  /** The unsealed facts of all lines that have any. */
  public Map<LedgerLine, Unsealed> unsealed() throws IOException {
    return rows.read(handle -> {
      Map<LedgerLine, Unsealed> unsealed = new HashMap<>();
      handle
          .createQuery(
              """
              select line, count(*) as facts, min(recorded) as oldest from fact
              where sealed = false group by line
              """)
          .map((row, _) ->
              unsealed.put(
                  LedgerLine.parse(row.getString("line")),
                  new Unsealed(
                      row.getLong("facts"),
                      row.getObject("oldest", OffsetDateTime.class).toInstant())))
          .list();
      return unsealed;
    });
  }

  /** The number of the last fact of every chain. */
  public Map<LedgerLine, Map<WriterId, Long>> lasts() throws IOException {
    return rows.read(handle -> {
      Map<LedgerLine, Map<WriterId, Long>> lasts = new HashMap<>();
      handle
          .createQuery("select line, writer, max(sequence) as last from fact group by line, writer")
          .map((row, _) ->
              lasts
                  .computeIfAbsent(LedgerLine.parse(row.getString("line")), _ -> new HashMap<>())
                  .put(WriterId.parse(row.getString("writer")), row.getLong("last")))
          .list();
      return lasts;
    });
  }

  /** What is kept of a chain behind a number, in order, as it is. */
  public List<Stored> after(LedgerLine line, WriterId writer, long sequence) throws IOException {
    return rows.read(handle ->
        handle
            .createQuery(
                FactRow.COLUMNS
                    + "where line = :line and writer = :writer and sequence > :sequence order by"
                    + " sequence")
            .bind("line", line.toString())
            .bind("writer", writer.text())
            .bind("sequence", sequence)
            .map(FactRow::asItIs)
            .list());
  }

  @Override
  public List<LedgerLine> lines() throws IOException {
    return rows.read(handle ->
        handle
            .createQuery("select line from fact union select line from forked_fact")
            .map((row, _) -> LedgerLine.parse(row.getString("line")))
            .stream()
            .sorted()
            .toList());
  }

  @Override
  public List<Entry> read(LedgerLine line) throws IOException {
    return FactRow.entries(
        rows.read(handle ->
            handle
                .createQuery(
                    """
                    select line, writer, sequence, text, hash, recorded, 0 as branch from fact
                    where line = :line
                    union all
                    select line, writer, sequence, text, hash, recorded, branch from forked_fact
                    where line = :line
                    order by recorded, writer, sequence, branch
                    """)
                .bind("line", line.toString())
                .map(FactRow::stored)
                .list()));
  }

  @Override
  public List<KeptFact> kept(LedgerLine line) throws IOException {
    return rows.read(handle ->
        handle
            .createQuery(
                """
                select line, writer, sequence, text, hash, 0 as branch, sealed from fact
                where line = :line
                union all
                select line, writer, sequence, text, hash, branch, true from forked_fact
                where line = :line
                order by writer, branch, sequence
                """)
            .bind("line", line.toString())
            .map((row, context) ->
                new KeptFact(
                    FactRow.asItIs(row, context), row.getInt("branch"), row.getBoolean("sealed")))
            .list());
  }
}
