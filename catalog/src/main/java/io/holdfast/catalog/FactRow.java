package io.holdfast.catalog;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw.Stored;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.MalformedFactException;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.point.ContentId;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** A fact as a row, there and back. */
final class FactRow {
  /** Of facts, for what comes behind it. */
  static final String COLUMNS = "select line, writer, sequence, text, hash from fact ";

  private FactRow() {}

  /** Binds everything but whether it is sealed, and its branch. */
  static PreparedBatch bind(PreparedBatch batch, Entry entry) {
    FactId id = entry.fact().id();
    return batch
        .bind("line", id.line().toString())
        .bind("writer", id.writer().text())
        .bind("sequence", id.sequence())
        .bind("recorded", OffsetDateTime.ofInstant(entry.fact().recorded(), ZoneOffset.UTC))
        .bind("text", entry.text())
        .bind("hash", entry.hash().text());
  }

  /**
   * Reads one that others follow.
   *
   * @throws IllegalArgumentException when it is the row of no fact
   */
  static Stored stored(ResultSet row, StatementContext context) throws SQLException {
    return new Stored(id(row), row.getString("text"), ContentId.parse(row.getString("hash")));
  }

  /** Reads one for whoever looks for flaws: a hash that is none is that of no text. */
  static Stored asItIs(ResultSet row, StatementContext context) throws SQLException {
    ContentId hash = Chain.BEGINNING;
    try {
      hash = ContentId.parse(row.getString("hash"));
    } catch (IllegalArgumentException changed) {
      // no text has this hash, so that whoever looks finds it
    }
    return new Stored(id(row), row.getString("text"), hash);
  }

  private static FactId id(ResultSet row) throws SQLException {
    return new FactId(
        LedgerLine.parse(row.getString("line")),
        WriterId.parse(row.getString("writer")),
        row.getLong("sequence"));
  }

  /** What the rows say, which must be facts. */
  static List<Entry> entries(List<Stored> stored) throws IOException {
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
