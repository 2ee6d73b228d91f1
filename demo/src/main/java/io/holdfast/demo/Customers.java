package io.holdfast.demo;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** People who order all the time, each on a connection of his own, until they are sent home. */
final class Customers implements AutoCloseable {
  /**
   * Between two orders of one customer, in milliseconds: enough for the machine to do other work.
   */
  private static final long PAUSE = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> customers = new ArrayList<>();
  private final Database database;
  private final Receipts receipts;
  private final AtomicLong nextOrder;
  private volatile boolean shopping = true;

  Customers(int count, Database database, Receipts receipts, long firstOrder) {
    this.database = database;
    this.receipts = receipts;
    this.nextOrder = new AtomicLong(firstOrder);
    for (int i = 0; i < count; i++) {
      var random = new Random(i);
      customers.add(
          threads.submit(() -> {
            shop(random);
            return null;
          }));
    }
  }

  private void shop(Random random) throws SQLException, InterruptedException {
    try (var shop = new Shop(database.connect())) {
      while (shopping) {
        shop.order(Order.random(nextOrder.getAndIncrement(), random), random, receipts);
        Thread.sleep(PAUSE);
      }
    }
  }

  /** How many orders have been begun. */
  long orders() {
    return nextOrder.get();
  }

  /**
   * Sends everybody home and waits for it.
   *
   * @throws SQLException when somebody could not order
   */
  void sendHome() throws SQLException, InterruptedException {
    shopping = false;
    for (var customer : customers) {
      try {
        customer.get();
      } catch (ExecutionException failure) {
        throw new SQLException(
            "a customer could not order: " + failure.getCause(), failure.getCause());
      }
    }
  }

  @Override
  public void close() {
    shopping = false;
    threads.close();
  }
}
