package io.holdfast.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.apply.Source;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.Facts;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A machine with a shop on it: directories, a repository beside them, and a clock to set. */
final class OneMachine implements AutoCloseable {
  static final String BOTH =
      """
      - { name: orders, path: ./var/orders }
      - { name: images, path: ./var/images, excludes: ["*.tmp"] }
      """;

  private final Path directory;
  private final Administrators administrators;
  private InstantSource clock = InstantSource.system();
  private Machine machine;

  OneMachine(Path directory) throws IOException {
    this(directory, Administrators.ONE);
  }

  OneMachine(Path directory, Administrators administrators) throws IOException {
    this.directory = directory;
    this.administrators = administrators;
    this.machine = start();
    furnish(directory);
  }

  /** Makes the directories of the shop, and the password of its repository. */
  static void furnish(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("var/orders"));
    Files.writeString(directory.resolve("var/orders/one"), "first");
    Files.createDirectories(directory.resolve("var/images"));
    Files.writeString(directory.resolve("var/images/a.png"), "picture");
    Files.writeString(directory.resolve("password"), "correct horse\n");
  }

  /** As precise as the catalog, and as PostgreSQL. */
  Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /** This machine's clock is another one from now on; the store's is the file system's. */
  void setClock(InstantSource other) {
    clock = other;
  }

  /** Another process on the same state. */
  Machine start() throws IOException {
    return Machine.open(
        directory.resolve("state"),
        null,
        TestEquipment.with(this::now, Map.of(), administrators, file("fstab")));
  }

  /** Ends its process and starts another one. */
  void restart() throws IOException {
    machine.close();
    machine = start();
  }

  Machine machine() {
    return machine;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() throws IOException {
    machine.close();
  }

  Reading<List<Kinds.Change>> apply(String text) throws IOException {
    return apply(text, "mallory");
  }

  Reading<List<Kinds.Change>> apply(String text, String by) throws IOException {
    return machine
        .kinds()
        .apply(List.of(new Source("shop.yaml", directory, text.getBytes(UTF_8))), by, false);
  }

  static String repository() {
    return """
    apiVersion: holdfast.dev/v1alpha1
    kind: Repository
    metadata: { name: main }
    spec:
      location: ./repository
      password: { file: ./password }
    """;
  }

  static String shop(String volumes) {
    return shop(volumes, "");
  }

  /**
   * @param policy its name; empty for none
   */
  static String shop(String volumes, String policy) {
    return """
    ---
    apiVersion: holdfast.dev/v1alpha1
    kind: Application
    metadata: { name: shop }
    spec:
      repositoryRef: { name: main }
    %s  volumes:
    """
            .formatted(policy.isEmpty() ? "" : "  policyRef: { name: %s }\n".formatted(policy))
        + volumes.indent(4);
  }

  /** A policy named gold that keeps so many of the last points. */
  static String gold(int last, String delay) {
    return """
    ---
    apiVersion: holdfast.dev/v1alpha1
    kind: Policy
    metadata: { name: gold }
    spec:
      retention: { keep: { last: %d } }
      destructiveDelay: %s
    """
        .formatted(last, delay);
  }

  Subject applied(String volumes) throws IOException {
    return declared(shop(volumes));
  }

  /** The shop as it is declared beside its repository, which is there. */
  Subject declared(String documents) throws IOException {
    assertThat(apply(repository() + documents)).isInstanceOf(Reading.Read.class);
    machine.repositories().create(machine.kinds().repository("main"));
    return machine.kinds().subject("shop");
  }

  Run.End backedUp(Subject subject) throws IOException, InterruptedException {
    var planning = machine.backups().run(subject);
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return Objects.requireNonNull(((Planning.Planned<Run>) planning).plan().end());
  }

  /** Makes so many points, each with something new in it. */
  void backedUp(Subject subject, int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      Files.writeString(file("var/orders/" + points(subject).size()), "order " + i);
      assertThat(backedUp(subject).outcome()).isEqualTo(Run.Outcome.DONE);
    }
  }

  /** The points that the catalog knows, the newest first. */
  List<RestorePoint> points(Subject subject) throws IOException {
    return machine.catalog().points().of(subject.repositoryName(), subject.name());
  }

  /** What the ledger says of this kind. */
  <B extends FactBody> List<B> facts(Subject subject, Class<B> kind) throws IOException {
    return Facts.known(entries(subject), Instant.MAX).bodies(kind);
  }

  List<Entry> entries(Subject subject) throws IOException {
    return machine.catalog().ledger().read(subject.line());
  }

  /** The repository, open beside whoever else uses it. */
  Session session(Subject subject, Opener.Lock lock) throws IOException, InterruptedException {
    var session = machine.repositories().open(subject.repository(), lock, Duration.ZERO);
    session.loadIndex();
    return session;
  }
}
