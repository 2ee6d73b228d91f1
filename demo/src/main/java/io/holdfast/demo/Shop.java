package io.holdfast.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The shop's tables, and its one transaction: an order with its lines, paid by one account to
 * another.
 */
final class Shop implements AutoCloseable {
  /** The accounts; together they always hold {@link #MONEY}. */
  private static final int ACCOUNTS = 200;

  private static final long MONEY_OF_EACH = 1_000_000;

  /** What all accounts hold together, whatever is paid. */
  static final long MONEY = ACCOUNTS * MONEY_OF_EACH;

  private static final List<String> TABLES =
      List.of(
          "create table orders (id bigint primary key, customer int not null, note text not null,"
              + " lines int not null, total bigint not null)",
          "create table order_line (order_id bigint not null references orders, line int not null,"
              + " article int not null, quantity int not null, price int not null,"
              + " primary key (order_id, line))",
          "create table account (id int primary key, balance bigint not null)",
          "create table marker (name text primary key)",
          "insert into account select n, %d from generate_series(0, %d) n"
              .formatted(MONEY_OF_EACH, ACCOUNTS - 1));

  private final Connection connection;
  private final PreparedStatement insertOrder;
  private final PreparedStatement insertLine;
  private final PreparedStatement pay;

  Shop(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    insertOrder = connection.prepareStatement("insert into orders values (?, ?, ?, ?, ?)");
    insertLine = connection.prepareStatement("insert into order_line values (?, ?, ?, ?, ?)");
    pay = connection.prepareStatement("update account set balance = balance + ? where id = ?");
  }

  static void create(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var table : TABLES) {
        statement.execute(table);
      }
    }
  }

  /** Stores orders in one transaction; the receipts say so before and after. */
  void fill(List<Order> orders, Receipts receipts) throws SQLException {
    for (var order : orders) {
      receipts.sending(order);
      add(order);
    }
    insertOrder.executeBatch();
    insertLine.executeBatch();
    connection.commit();
    orders.forEach(receipts::confirmed);
  }

  /** One customer orders and pays. */
  void order(Order order, Random random, Receipts receipts) throws SQLException {
    receipts.sending(order);
    add(order);
    insertOrder.executeBatch();
    insertLine.executeBatch();
    // Always the lower account first, so that two customers never wait for each other.
    var accounts =
        Stream.generate(() -> random.nextInt(ACCOUNTS)).distinct().limit(2).sorted().toList();
    pay(accounts.getFirst(), -order.total());
    pay(accounts.getLast(), order.total());
    connection.commit();
    receipts.confirmed(order);
  }

  private void add(Order order) throws SQLException {
    insertOrder.setLong(1, order.id());
    insertOrder.setInt(2, order.customer());
    insertOrder.setString(3, order.note());
    insertOrder.setInt(4, order.lines().size());
    insertOrder.setLong(5, order.total());
    insertOrder.addBatch();
    for (int i = 0; i < order.lines().size(); i++) {
      var line = order.lines().get(i);
      insertLine.setLong(1, order.id());
      insertLine.setInt(2, i);
      insertLine.setInt(3, line.article());
      insertLine.setInt(4, line.quantity());
      insertLine.setInt(5, line.price());
      insertLine.addBatch();
    }
  }

  private void pay(int account, long amount) throws SQLException {
    pay.setLong(1, amount);
    pay.setInt(2, account);
    pay.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
