package io.holdfast.host.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Customers who order all the time: each order is one transaction over two tables, and each
 * customer counts those that were acknowledged.
 */
public final class Orders implements AutoCloseable {
  private static final int CUSTOMERS = 3;
  private static final int LINES = 3;

  private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(CUSTOMERS);
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final List<Thread> customers = new ArrayList<>();

  /** Opens a connection. */
  public interface Connector {
    Connection connect() throws SQLException;
  }

  private Orders() {}

  /** Makes the tables. */
  public static void prepare(Connection connection, String prefix) throws SQLException {
    try (connection;
        var statement = connection.createStatement()) {
      statement.execute(
          "create table %sorders (customer int, number int, filler varchar(2000), primary key (customer, number))"
              .formatted(prefix));
      statement.execute(
          "create table %slines (customer int, number int, line int, primary key (customer, number, line))"
              .formatted(prefix));
    }
  }

  /** Begins to order; returns when every customer has had an order acknowledged. */
  public static Orders begin(Connector connector, String prefix) throws InterruptedException {
    var orders = new Orders();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      int self = customer;
      orders.customers.add(Thread.ofPlatform().start(() -> orders.order(connector, prefix, self)));
    }
    orders.awaitMore();
    return orders;
  }

  private void order(Connector connector, String prefix, int customer) {
    try (var connection = connector.connect()) {
      connection.setAutoCommit(false);
      int number = last(connection, prefix, customer);
      acknowledged.set(customer, number);
      try (var order =
              connection.prepareStatement(
                  "insert into %sorders values (?, ?, ?)".formatted(prefix));
          var line =
              connection.prepareStatement(
                  "insert into %slines values (?, ?, ?)".formatted(prefix))) {
        while (open.get()) {
          number++;
          order.setInt(1, customer);
          order.setInt(2, number);
          order.setString(3, "x".repeat(700 + number % 1000));
          order.executeUpdate();
          for (int i = 0; i < LINES; i++) {
            line.setInt(1, customer);
            line.setInt(2, number);
            line.setInt(3, i);
            line.executeUpdate();
          }
          connection.commit();
          acknowledged.set(customer, number);
        }
      }
    } catch (SQLException failed) {
      failure.set(failed);
    }
  }

  private static int last(Connection connection, String prefix, int customer) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select coalesce(max(number), 0) from %sorders where customer = %d"
                    .formatted(prefix, customer))) {
      row.next();
      int number = row.getInt(1);
      connection.commit();
      return number;
    }
  }

  /** How many orders of each customer are acknowledged by now. */
  public List<Integer> acknowledged() {
    var counts = new ArrayList<Integer>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      counts.add(acknowledged.get(customer));
    }
    return counts;
  }

  /** Waits until every customer has had twenty more orders acknowledged. */
  public void awaitMore() throws InterruptedException {
    var before = acknowledged();
    while (!isBeyond(before)) {
      if (failure.get() != null) {
        throw new AssertionError("a customer could not order", failure.get());
      }
      Thread.sleep(5);
    }
  }

  private boolean isBeyond(List<Integer> before) {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      if (acknowledged.get(customer) < before.get(customer) + 20) {
        return false;
      }
    }
    return true;
  }

  /** That all orders up to these are there, none is missing between, and none is torn. */
  public static void verify(Connection copy, String prefix, List<Integer> acknowledged)
      throws SQLException {
    try (copy;
        var statement = copy.createStatement()) {
      for (int customer = 0; customer < acknowledged.size(); customer++) {
        try (var row =
            statement.executeQuery(
                "select count(*), coalesce(max(number), 0), sum(length(filler) - 700 - mod(number, 1000)) from %sorders where customer = %d"
                    .formatted(prefix, customer))) {
          row.next();
          assertThat(row.getInt(2)).isGreaterThanOrEqualTo(acknowledged.get(customer));
          assertThat(row.getInt(1)).as("no order is missing").isEqualTo(row.getInt(2));
          assertThat(row.getInt(3)).as("every order is whole").isZero();
        }
      }
      try (var row =
          statement.executeQuery(
              "select count(*) from (select o.customer, o.number from %sorders o left join %slines l on l.customer = o.customer and l.number = o.number group by o.customer, o.number having count(l.line) <> %d) torn"
                  .formatted(prefix, prefix, LINES))) {
        row.next();
        assertThat(row.getInt(1)).as("orders without all their lines").isZero();
      }
      try (var row =
          statement.executeQuery(
              "select (select count(*) from %slines) - %d * (select count(*) from %sorders)"
                  .formatted(prefix, LINES, prefix))) {
        row.next();
        assertThat(row.getInt(1)).as("lines without an order").isZero();
      }
    }
  }

  @Override
  public void close() {
    open.set(false);
    for (var customer : customers) {
      try {
        customer.join(10_000);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
