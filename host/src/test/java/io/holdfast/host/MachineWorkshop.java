package io.holdfast.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.apply.Source;
import io.holdfast.api.kind.Repository;
import io.holdfast.host.recovery.Rebuild;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A shop with two volumes on a machine whose state the test loses, copies and damages. */
public final class MachineWorkshop {
  private static final String KINDS = kinds(OneMachine.BOTH);

  private final Path directory;

  /** Makes the shop below {@code directory}. */
  public MachineWorkshop(Path directory) throws IOException {
    this.directory = directory;
    OneMachine.furnish(directory);
  }

  /** The repository, and the shop with volumes in YAML. */
  public static String kinds(String volumes) {
    return OneMachine.repository() + OneMachine.shop(volumes);
  }

  /** The machine's state. */
  public Path state() {
    return directory.resolve("state");
  }

  /** Opens the machine. */
  public Machine start() throws IOException {
    return start("state");
  }

  /** Opens the machine with another state directory. */
  public Machine start(String state) throws IOException {
    return Machine.open(directory.resolve(state), null, TestEquipment.usual());
  }

  /** Rebuilds the catalog of a state directory that nobody has open. */
  public Rebuild.Outcome rebuild(String state, List<Repository> declared, boolean replace)
      throws IOException, InterruptedException {
    return Machine.rebuild(
        directory.resolve(state),
        null,
        TestEquipment.usual(),
        new Rebuild.Request(declared, replace));
  }

  /** Declares the shop and makes its repository. */
  public Subject applied(Machine machine) throws IOException {
    declare(machine);
    machine.repositories().create(machine.kinds().repository("main"));
    return machine.kinds().subject("shop");
  }

  /** Declares the shop. */
  public void declare(Machine machine) throws IOException {
    assertThat(
            machine
                .kinds()
                .apply(
                    List.of(new Source("shop.yaml", directory, KINDS.getBytes(UTF_8))),
                    "ann",
                    false))
        .isInstanceOf(Reading.Read.class);
  }

  /** Backs the shop up. */
  public static Run.End backedUp(Machine machine) throws IOException, InterruptedException {
    var planning = machine.backups().run(machine.kinds().subject("shop"));
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return Objects.requireNonNull(((Planning.Planned<Run>) planning).plan().end());
  }

  /** The points of the shop in the catalog, the newest first. */
  public static List<RestorePoint> points(Machine machine) throws IOException {
    var shop = machine.kinds().subject("shop");
    return machine.catalog().points().of(shop.repositoryName(), shop.name());
  }

  /** Opens the shop's repository, with its index loaded. */
  public static Session session(Machine machine, Opener.Lock lock)
      throws IOException, InterruptedException {
    var session =
        machine
            .repositories()
            .open(machine.kinds().repository("main"), lock, Duration.ofSeconds(10));
    session.loadIndex();
    return session;
  }

  /** Changes a byte in the midst of a file of the repository, as a disk does. */
  public static void damage(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  /** Changes the rows of a catalog that nobody has open, past all that watches over them. */
  public void sql(String statement) throws SQLException {
    var url =
        "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
            .formatted(state().resolve("catalog/catalog"));
    try (var connection = DriverManager.getConnection(url, "holdfast", "");
        var change = connection.createStatement()) {
      assertThat(change.executeUpdate(statement)).isPositive();
    }
  }

  /** The file of the repository that a snapshot is in. */
  public Path snapshotFile(String id) {
    return directory.resolve("repository/snapshots").resolve(id);
  }
}
