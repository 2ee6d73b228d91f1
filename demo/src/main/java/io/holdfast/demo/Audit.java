package io.holdfast.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole database and holds it against what the customers know. */
record Audit(int orders, int missing, int changed, int halfThere, int unknown, long money) {

  /**
   * @param confirmed the orders that must be there, with their receipts
   */
  static Audit of(Connection connection, Map<Long, String> confirmed, Receipts receipts)
      throws SQLException {
    connection.setAutoCommit(false);
    var found = new HashMap<Long, String>();
    int halfThere = 0;
    int unknown = 0;
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(1_000);
      try (var rows =
          statement.executeQuery(
              "select id, customer, note, lines, total, article, quantity, price from orders"
                  + " left join order_line on order_id = id order by id, line")) {
        boolean more = rows.next();
        while (more) {
          int lines = rows.getInt("lines");
          long total = rows.getLong("total");
          var order = head(rows);
          var read = new ArrayList<Order.Line>();
          do {
            if (rows.getObject("article") != null) {
              read.add(line(rows));
            }
            more = rows.next();
          } while (more && rows.getLong("id") == order.id());
          var whole = new Order(order.id(), order.customer(), order.note(), read);
          found.put(whole.id(), whole.receipt());
          if (read.size() != lines || whole.total() != total) {
            halfThere++;
          }
          if (!receipts.wasSent(whole.id(), whole.receipt())) {
            unknown++;
          }
        }
      }
    }
    int missing = 0;
    int changed = 0;
    for (var receipt : confirmed.entrySet()) {
      var there = found.get(receipt.getKey());
      if (there == null) {
        missing++;
      } else if (!there.equals(receipt.getValue())) {
        changed++;
      }
    }
    return new Audit(found.size(), missing, changed, halfThere, unknown, money(connection));
  }

  private static Order head(ResultSet rows) throws SQLException {
    return new Order(
        rows.getLong("id"), rows.getInt("customer"), rows.getString("note"), List.of());
  }

  private static Order.Line line(ResultSet rows) throws SQLException {
    return new Order.Line(rows.getInt("article"), rows.getInt("quantity"), rows.getInt("price"));
  }

  private static long money(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select sum(balance) from account")) {
      row.next();
      return row.getLong(1);
    }
  }
}
