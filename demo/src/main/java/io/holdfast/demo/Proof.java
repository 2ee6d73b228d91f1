package io.holdfast.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares what was restored with what was there, and says it as claims. */
final class Proof {
  private final Path place;
  private final Path restored;
  private final Holdfast holdfast;
  private final Screen screen;

  Proof(Path place, Path restored, Holdfast holdfast, Screen screen) {
    this.place = place;
    this.restored = restored;
    this.holdfast = holdfast;
    this.screen = screen;
  }

  void files(Inventory expected) throws IOException {
    screen.act("proof: files");
    var differences = expected.differences(Inventory.of(restored.resolve("files")));
    screen.claim(
        "content, mode, owner, times, links and attributes of every file are as before",
        differences.isEmpty(),
        differences.isEmpty() ? "%d compared".formatted(expected.size()) : few(differences));
  }

  /**
   * @param confirmed the orders that must be there, with their receipts
   * @param spoil change a restored row before
   */
  void rows(Map<Long, String> confirmed, Receipts receipts, boolean spoil)
      throws IOException, SQLException {
    screen.act("proof: rows");
    var copy = restored.resolve("database");
    try (var database = Database.start(copy, place);
        var connection = database.connect()) {
      screen.claim("a second PostgreSQL starts on the restored directory", true, "");
      if (spoil) {
        try (var statement = connection.createStatement()) {
          statement.executeUpdate("update orders set note = note || '!' where id = 1");
        }
      }
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("select count(*) from marker")) {
        row.next();
        screen.claim("the row from right before the backup is there", row.getInt(1) == 1, "");
      }
      orders(Audit.of(connection, confirmed, receipts), confirmed.size());
    }
  }

  private void orders(Audit audit, int confirmed) {
    screen.claim(
        "every order confirmed before the backup is there, as it was ordered",
        audit.missing() == 0 && audit.changed() == 0,
        "%d confirmed, %d missing, %d changed"
            .formatted(confirmed, audit.missing(), audit.changed()));
    screen.claim(
        "no order is half there",
        audit.halfThere() == 0,
        "%d orders read".formatted(audit.orders()));
    screen.claim(
        "no order is there that nobody sent",
        audit.unknown() == 0,
        "%d unknown".formatted(audit.unknown()));
    screen.claim(
        "no payment is half there",
        audit.money() == Shop.MONEY,
        "%d cents expected, %d found".formatted(Shop.MONEY, audit.money()));
  }

  /** With restic at hand, it reads the same repository; without it, nothing is claimed. */
  void byRestic(Inventory expected, Path repository) throws IOException, InterruptedException {
    var restic = onPath("restic");
    if (restic.isEmpty()) {
      screen.say("(restic is not on PATH: that it reads this repository is not shown here)");
      return;
    }
    screen.act("proof: no lock-in");
    holdfast.must(
        "restic checks the repository", holdfast.runPeer(restic.get(), repository, place, "check"));
    holdfast.must(
        "restic restores the point",
        holdfast.runPeer(
            restic.get(),
            repository,
            place,
            "restore",
            "latest",
            "--tag",
            "holdfast-point",
            "--target",
            "by-restic"));
    var differences = expected.differences(Inventory.of(place.resolve("by-restic/volumes/files")));
    screen.claim("and they are as before", differences.isEmpty(), few(differences));
  }

  private static Optional<Path> onPath(String program) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(":"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String few(List<String> differences) {
    return differences.isEmpty()
        ? ""
        : "%d differ, first: %s"
            .formatted(
                differences.size(),
                String.join("; ", differences.subList(0, Math.min(3, differences.size()))));
  }
}
