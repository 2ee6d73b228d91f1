package io.holdfast.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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

  /** How a backup ends that could not read everything as it was at one moment. */
  private static final int INCOMPLETE = 3;

  private final Path shop;
  private final Path data;
  private final Path aside;
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
    aside = shop.resolve("cut");
    files = shop.resolve("files");
    repository = place.resolve("repository");
    restored = Files.createDirectory(place.resolve("restored"));
  }

  /**
   * @param spoil change what was restored before it is compared
   */
  void play(boolean spoil) throws IOException, SQLException, InterruptedException {
    var expected = openShop();
    var confirmed = protect();
    ruin(expected);
    bringBack();
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
    Files.createDirectory(aside);
    Files.write(shop.resolve("not-copied"), Cut.NOT_COPIED);
    new Documents(files).create();
    var inventory = Inventory.of(files);
    screen.say("%d files and directories".formatted(inventory.size()));
    return inventory;
  }

  /** Returns what was confirmed before the cut ended. */
  private Map<Long, String> protect() throws IOException, SQLException, InterruptedException {
    try (var database = Database.start(data, place)) {
      fill(database);
      screen.act("protect it, while %d customers order all the time".formatted(CUSTOMERS));
      holdfast.must("the repository is made", holdfast.run(repository, shop, "init"));
      holdfast.must(
          "the files are stored, each of them",
          holdfast.run(repository, shop, "backup", "--tag", "files", "files"));
      Map<Long, String> confirmed;
      try (var customers = new Customers(CUSTOMERS, database, receipts, FIRST_ORDERS)) {
        confirmed = cut(database, customers);
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

  private Map<Long, String> cut(Database database, Customers customers)
      throws IOException, SQLException, InterruptedException {
    try (var cut = Cut.begin(database.connect())) {
      var before = customers.orders();
      storeWhileWritten();
      var ordered = customers.orders() - before;
      screen.claim(
          "customers ordered meanwhile",
          ordered > ORDERS_WHILE_COPYING,
          "%d orders".formatted(ordered));
      mark(database);
      var confirmed = receipts.confirmed();
      cut.end(data, aside);
      holdfast.must(
          "the label and the log of the cut are stored",
          holdfast.run(repository, shop, "backup", "--tag", "log", "cut"));
      return confirmed;
    }
  }

  /**
   * Files that changed while they were read are named, and the exit code is 3: for the directory of
   * a running database that is right, and the log of the cut makes them whole.
   */
  private void storeWhileWritten() throws IOException, InterruptedException {
    var ended =
        holdfast.run(
            repository,
            shop,
            "backup",
            "--tag",
            "database",
            "--exclude-file",
            "not-copied",
            "database");
    holdfast.must(
        "the database's directory is stored while it is written",
        ended.code() == INCOMPLETE ? new Holdfast.Ended(0, ended.output()) : ended);
    if (ended.code() == INCOMPLETE) {
      screen.say("(exit 3: some files changed meanwhile and are named; the log makes them whole)");
    }
  }

  /** The last row that is known to be in before the cut ends. */
  private static void mark(Database database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate("insert into marker values ('before the cut')");
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
    Files.walkFileTree(aside, new Deletion());
  }

  private void bringBack() throws IOException, InterruptedException {
    screen.act("bring it back, to a new place");
    holdfast.must(
        "the repository is whole, byte for byte",
        holdfast.run(repository, place, "check", "--read-data"));
    for (var tag : List.of("files", "database", "log")) {
      holdfast.must(
          "%s restored".formatted(tag.equals("files") ? "the files are" : "the " + tag + " is"),
          holdfast.run(
              repository, place, "restore", "latest", "--tag", tag, "--target", "restored"));
    }
  }
}
