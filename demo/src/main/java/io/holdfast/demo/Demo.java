package io.holdfast.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** The story, act by act; every claim goes to the screen. */
final class Demo {
  private static final int FIRST_ORDERS = 20_000;
  private static final int BATCH = 1_000;
  private static final int CUSTOMERS = 4;

  /**
   * That they ordered at all is the point: how many is up to the disk, and to how long a copy
   * takes.
   */
  private static final long ORDERS_WHILE_COPYING = 10;

  private final Path shop;
  private final Path data;
  private final Path files;
  private final Path repository;
  private final Path restored;
  private final Path place;
  private final Holdfast holdfast;
  private final Screen screen;
  private final Receipts receipts = new Receipts();

  Demo(Path place, Holdfast holdfast, Screen screen) throws IOException {
    this.place = place;
    this.holdfast = holdfast;
    this.screen = screen;
    shop = Files.createDirectory(place.resolve("shop"));
    data = shop.resolve("database");
    files = shop.resolve("files");
    repository = place.resolve("repository");
    restored = Files.createDirectory(place.resolve("restored"));
  }

  /**
   * @param spoil change what was restored before it is compared
   */
  void play(boolean spoil) throws IOException, SQLException, InterruptedException {
    var expected = openShop();
    var server = holdfast.serve(place);
    try {
      var confirmed = protect();
      ruin(expected);
      bringBack();
      prove(spoil, expected, confirmed);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private void prove(boolean spoil, Inventory expected, Map<Long, String> confirmed)
      throws IOException, SQLException, InterruptedException {
    if (spoil) {
      screen.say("--spoil: one bit of a restored file and one restored row are changed now");
      Documents.flip(restored.resolve("files/video.mp4"), 1_000_000);
    }
    var proof = new Proof(place, restored, holdfast, screen);
    proof.files(expected);
    proof.rows(confirmed, receipts, spoil);
    proof.byRestic(expected, repository);
  }

  private Inventory openShop() throws IOException, SQLException, InterruptedException {
    screen.act("a shop: PostgreSQL with orders, files of every kind");
    Files.createDirectory(data);
    new Documents(files).create();
    var inventory = Inventory.of(files);
    screen.say("%d files and directories".formatted(inventory.size()));
    return inventory;
  }

  /** Returns what was confirmed before the backup began. */
  private Map<Long, String> protect() throws IOException, SQLException, InterruptedException {
    try (var database = Database.start(data, place)) {
      fill(database);
      screen.act("protect it, while %d customers order all the time".formatted(CUSTOMERS));
      Declaration.write(place, database);
      holdfast.must(
          "the server knows what to protect, and how",
          holdfast.run(repository, place, "apply", "-f", "shop.yaml", "--init"));
      Map<Long, String> confirmed;
      try (var customers = new Customers(CUSTOMERS, database, receipts, FIRST_ORDERS)) {
        confirmed = backUp(database, customers);
        customers.sendHome();
      }
      ruinDatabase(database);
      return confirmed;
    }
  }

  private void fill(Database database) throws SQLException {
    try (var connection = database.connect()) {
      screen.say("PostgreSQL %s".formatted(connection.getMetaData().getDatabaseProductVersion()));
      Shop.create(connection);
    }
    var random = new Random(1);
    try (var open = new Shop(database.connect())) {
      for (long first = 0; first < FIRST_ORDERS; first += BATCH) {
        open.fill(
            LongStream.range(first, first + BATCH)
                .mapToObj(id -> Order.random(id, random))
                .toList(),
            receipts);
      }
    }
    screen.say("%d orders so far".formatted(FIRST_ORDERS));
  }

  private Map<Long, String> backUp(Database database, Customers customers)
      throws IOException, SQLException, InterruptedException {
    while (receipts.confirmed().size() < FIRST_ORDERS + ORDERS_WHILE_COPYING) {
      Thread.sleep(10);
    }
    mark(database);
    var confirmed = receipts.confirmed();
    var before = customers.orders();
    holdfast.must(
        "files and database are one restore point, complete",
        holdfast.run(repository, place, "application", "backup", "shop"));
    var ordered = customers.orders() - before;
    screen.claim(
        "customers ordered meanwhile",
        ordered > ORDERS_WHILE_COPYING,
        "%d orders".formatted(ordered));
    return confirmed;
  }

  /** A row that is in before the backup begins. */
  private static void mark(Database database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate("insert into marker values ('before the backup')");
    }
  }

  private void ruinDatabase(Database database) throws SQLException {
    screen.act("the bad day: tables are dropped, files deleted, changed and one bit flipped");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("drop table order_line, orders, marker");
    }
  }

  private void ruin(Inventory expected) throws IOException {
    new Documents(files).damage();
    var damage = expected.differences(Inventory.of(files));
    screen.claim(
        "the comparison sees the damage",
        damage.size() > 8,
        "%d differences".formatted(damage.size()));
    Files.walkFileTree(data, new Deletion());
  }

  private void bringBack() throws IOException, InterruptedException {
    screen.act("bring it back, to a new place");
    holdfast.must(
        "the repository is whole, byte for byte",
        holdfast.run(repository, place, "check", "--read-data"));
    holdfast.must(
        "the restore point is restored beside what is left of the shop",
        holdfast.run(
            repository,
            place,
            "point",
            "restore",
            "shop",
            "newest",
            "--volume",
            "files=restored/files",
            "--volume",
            "database=restored/database"));
  }
}
