package io.holdfast.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.apply.Source;
import io.holdfast.api.kind.Repository;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine for tests, with a repository {@code main} and a clock that can be moved. */
public final class SmallMachine implements AutoCloseable {
  private final Path directory;
  private final Machine machine;
  private Duration ahead = Duration.ZERO;

  public SmallMachine(Path directory) throws IOException {
    this(directory, Map.of());
  }

  public SmallMachine(Path directory, Map<String, String> environment) throws IOException {
    this.directory = directory;
    Files.writeString(directory.resolve("password"), "correct horse\n");
    directory.resolve("password").toFile().setReadable(false, false);
    directory.resolve("password").toFile().setReadable(true, true);
    machine =
        Machine.open(
            directory.resolve("state"),
            null,
            TestEquipment.with(this::now, environment, Administrators.ONE));
  }

  /** As precise as the catalog. */
  public Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis()).plus(ahead);
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  public Machine machine() {
    return machine;
  }

  /** Applies documents; each is the kind, the name and the spec. */
  public void apply(String... documents) throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < documents.length; i += 3) {
      text.append(
          """
          ---
          apiVersion: holdfast.dev/v1alpha1
          kind: %s
          metadata: { name: %s }
          spec:
          """
              .formatted(documents[i], documents[i + 1]));
      text.append(documents[i + 2].indent(2));
    }
    var reading =
        machine
            .kinds()
            .apply(
                List.of(new Source("test.yaml", directory, text.toString().getBytes(UTF_8))),
                "ann",
                false);
    if (!(reading instanceof Reading.Read<?>)) {
      throw new IllegalArgumentException(reading.mistakesFound().toString());
    }
    for (var kind : machine.kinds().all()) {
      if (kind instanceof Repository repository
          && repository.spec().location().directory().isPresent()) {
        machine.repositories().create(repository);
      }
    }
  }

  /** Backs an application up. */
  public Run backedUp(String application) throws IOException, InterruptedException {
    Subject subject = machine.kinds().subject(application);
    if (machine.backups().run(subject) instanceof Planning.Planned<Run>(Run run)) {
      return run;
    }
    throw new IllegalStateException("refused");
  }

  /** Puts a run into the catalog as if it had been. */
  public void record(Run.Type type, Instant started, Run.@Nullable End end) throws IOException {
    Subject shop = machine.kinds().subject("shop");
    String id = "%s-%s".formatted(type, started.toEpochMilli());
    machine
        .catalog()
        .runs()
        .begin(
            new Run(
                id,
                type,
                new Run.Subject(shop.repositoryName(), shop.name()),
                started,
                null,
                "{}"));
    if (end != null) {
      machine.catalog().runs().end(id, end);
    }
  }

  @Override
  public void close() throws IOException {
    machine.close();
  }
}
