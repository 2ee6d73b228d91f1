package io.holdfast.catalog;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw.Stored;
import io.holdfast.protection.ledger.Ledger;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.MalformedFactException;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.point.ContentId;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The ledger's facts as rows. */
public final class LedgerRows implements Ledger {
  private static final String COLUMNS = "select line, writer, sequence, text, hash from fact ";

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
            COLUMNS + "where line = :line and writer = :writer order by sequence desc limit 1")
        .bind("line", line.toString())
        .bind("writer", writer.text())
        .map(LedgerRows::stored)
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
    handle
        .createUpdate(
            """
            insert into fact (line, writer, sequence, recorded, text, hash, sealed)
            values (:line, :writer, :sequence, :recorded, :text, :hash, :sealed)
            """)
        .bind("line", id.line().toString())
        .bind("writer", id.writer().text())
        .bind("sequence", id.sequence())
        .bind("recorded", OffsetDateTime.ofInstant(entry.fact().recorded(), ZoneOffset.UTC))
        .bind("text", entry.text())
        .bind("hash", entry.hash().text())
        .bind("sealed", sealed)
        .execute();
  }

  private static void requireSame(Handle handle, Entry entry, boolean sealed) {
    FactId id = entry.fact().id();
    Optional<Stored> there =
        handle
            .createQuery(
                COLUMNS + "where line = :line and writer = :writer and sequence = :sequence")
            .bind("line", id.line().toString())
            .bind("writer", id.writer().text())
            .bind("sequence", id.sequence())
            .map(LedgerRows::stored)
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
  public List<Entry> unsealed(LedgerLine line, WriterId writer) throws IOException {
    return entries(
        rows.read(handle ->
            handle
                .createQuery(
                    COLUMNS
                        + "where line = :line and writer = :writer and not sealed order by"
                        + " sequence")
                .bind("line", line.toString())
                .bind("writer", writer.text())
                .map(LedgerRows::stored)
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
                COLUMNS
                    + "where line = :line and writer = :writer and sequence > :sequence order by"
                    + " sequence")
            .bind("line", line.toString())
            .bind("writer", writer.text())
            .bind("sequence", sequence)
            .map(LedgerRows::stored)
            .list());
  }

  @Override
  public List<LedgerLine> lines() throws IOException {
    return rows
        .read(handle ->
            handle.createQuery("select distinct line from fact").mapTo(String.class).list())
        .stream()
        .map(LedgerLine::parse)
        .sorted()
        .toList();
  }

  @Override
  public List<Entry> read(LedgerLine line) throws IOException {
    return entries(
        rows.read(handle ->
            handle
                .createQuery(COLUMNS + "where line = :line order by recorded, writer, sequence")
                .bind("line", line.toString())
                .map(LedgerRows::stored)
                .list()));
  }

  @Override
  public List<Stored> stored(LedgerLine line) throws IOException {
    return rows.read(handle ->
        handle
            .createQuery(COLUMNS + "where line = :line order by writer, sequence")
            .bind("line", line.toString())
            .map(LedgerRows::stored)
            .list());
  }

  private static Stored stored(ResultSet row, StatementContext context) throws SQLException {
    return new Stored(
        new FactId(
            LedgerLine.parse(row.getString("line")),
            WriterId.parse(row.getString("writer")),
            row.getLong("sequence")),
        row.getString("text"),
        ContentId.parse(row.getString("hash")));
  }

  private static List<Entry> entries(List<Stored> stored) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Stored found : stored) {
      try {
        entries.add(Entry.read(found.text()));
      } catch (MalformedFactException malformed) {
        throw new IOException(
            "the catalog's %s cannot be read (%s): 'holdfast catalog rebuild' brings it back from the repository"
                .formatted(found.id(), malformed.getMessage()),
            malformed);
      }
    }
    return entries;
  }
}
