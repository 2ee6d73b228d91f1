package io.holdfast.host.recovery;

import static io.holdfast.host.MachineWorkshop.backedUp;
import static io.holdfast.host.TestEquipment.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.ledger.WriterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop with two restore points, whose catalog a test loses. */
abstract class RebuildFixture {
  @TempDir Path directory;

  MachineWorkshop workshop;
  Machine machine;
  LedgerLine line;
  Repository repository;

  @BeforeEach
  void open() throws Exception {
    workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    line = workshop.applied(machine).line();
    repository = machine.kinds().repository("main");
    backedUp(machine);
    backedUp(machine);
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  final Rebuild.Outcome rebuild(String state, Repository declared, boolean replace)
      throws Exception {
    machine.close();
    var outcome = workshop.rebuild(state, List.of(declared), replace);
    machine = workshop.start(state);
    return outcome;
  }

  final RebuildReport rebuilt(String state, boolean replace) throws Exception {
    var outcome = rebuild(state, repository, replace);
    assertThat(outcome).isInstanceOf(Rebuild.Outcome.Rebuilt.class);
    return ((Rebuild.Outcome.Rebuilt) outcome).report();
  }

  static void remove(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  final List<Entry> facts() throws IOException {
    return machine.catalog().ledger().read(line);
  }

  static WriterId writer(Entry entry) {
    return entry.fact().id().writer();
  }

  static Fact.Draft draft(String reason) {
    return Fact.Draft.at(CLOCK.instant(), "test", new FactBody.RunFailed("run", "step", reason));
  }

  final WriterKey key(String state) throws IOException {
    machine.close();
    try (var opened = StateDirectory.open(directory.resolve(state))) {
      return opened.writerKey();
    } finally {
      machine = workshop.start(state);
    }
  }
}
