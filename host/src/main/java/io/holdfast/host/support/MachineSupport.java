package io.holdfast.host.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.kind.Kind;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.KindRows;
import io.holdfast.host.compliance.MachineCompliance;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.measure.MachineMeasurements;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.location.Environment;
import io.holdfast.protection.compliance.ComplianceText;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.Document;
import io.holdfast.schema.Documents;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import io.holdfast.schema.text.YamlWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers what somebody who helps needs to know of this machine. */
public final class MachineSupport {
  private static final int RUNS = 100;
  private static final int FACTS = 200;

  private final StateDirectory state;
  private final Catalog catalog;
  private final Kinds kinds;
  private final MachineMeasurements measurements;
  private final MachineCompliance compliance;
  private final Environment environment;
  private final InstantSource clock;

  /**
   * @param environment in which kinds may say that secrets are
   */
  public MachineSupport(
      StateDirectory state,
      Catalog catalog,
      Kinds kinds,
      MachineMeasurements measurements,
      MachineCompliance compliance,
      Environment environment,
      InstantSource clock) {
    this.state = state;
    this.catalog = catalog;
    this.kinds = kinds;
    this.measurements = measurements;
    this.compliance = compliance;
    this.environment = environment;
    this.clock = clock;
  }

  /**
   * Writes a bundle, a zip archive. What cannot be had is noted in it.
   *
   * @param target is closed
   * @param further texts by their names, such as the log's end and what the doctor found
   * @return what is in it
   */
  public List<String> write(OutputStream target, Map<String, String> further) throws IOException {
    var redaction = new Redaction(KnownSecrets.find(readable(), variables(), state));
    try (var bundle = new SupportBundle(target, redaction, clock.instant())) {
      bundle.add("machine.txt", () -> MachineFacts.text(clock.instant(), state.path()));
      bundle.add("catalog.txt", () -> String.join("\n", catalog.migrations()) + "\n");
      bundle.add("kinds.yaml", () -> kinds(redaction));
      bundle.add("runs.txt", this::runs);
      bundle.add("facts.txt", this::facts);
      bundle.add("metrics.txt", measurements::metrics);
      bundle.add("compliance.txt", () -> ComplianceText.render(compliance.report()));
      bundle.addAll("further", further);
      return bundle.names();
    }
  }

  /** Hooks ask the process, repositories what they were given; none of them goes in. */
  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.putAll(environment.all());
    return variables;
  }

  /** Without a catalog that can be read there is nothing in the bundle that came from kinds. */
  private List<Kind> readable() {
    try {
      return kinds.readable();
    } catch (IOException broken) {
      return List.of();
    }
  }

  /** What does not bind may hold anything anywhere, and stays out. */
  private String kinds(Redaction redaction) throws IOException {
    Set<String> readable =
        kinds.readable().stream()
            .map(kind -> kind.kind() + " " + kind.name())
            .collect(Collectors.toSet());
    List<String> documents = new ArrayList<>();
    for (KindRows.Applied row : catalog.kinds().all()) {
      String name = row.kind() + " " + row.name();
      documents.add(
          "# %s, generation %d, applied %s\n%s"
              .formatted(
                  name,
                  row.generation(),
                  row.applied(),
                  readable.contains(name) ? cleaned(row, redaction) : "# cannot be read\n"));
    }
    return String.join("---\n", documents);
  }

  private static String cleaned(KindRows.Applied row, Redaction redaction) {
    return switch (Documents.read(row.name(), row.document().getBytes(UTF_8), Bounds.DEFAULT)) {
      case Reading.Read<List<Document>>(List<Document> read) ->
          YamlWriter.write(redaction.document(read.getFirst().root()));
      case Reading.Refused<List<Document>> _ -> "# cannot be read\n";
    };
  }

  private String runs() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Run run : catalog.runs().newest(RUNS)) {
      text.append(
          "%s %s %s/%s began %s, %s\n  plan %s\n"
              .formatted(
                  run.id(),
                  run.type(),
                  run.subject().repository(),
                  run.subject().application(),
                  run.started(),
                  run.end() == null ? "has not ended" : run.end(),
                  run.plan()));
      for (var step : catalog.runs().steps(run.id())) {
        text.append("  %d %s %s\n".formatted(step.number(), step.key(), step.result()));
      }
    }
    return text.toString();
  }

  private String facts() throws IOException {
    StringBuilder text = new StringBuilder();
    for (LedgerLine line : catalog.ledger().lines()) {
      List<KeptFact> stored = catalog.ledger().kept(line);
      text.append("%s: %d facts\n".formatted(line, stored.size()));
      stored.stream()
          .skip(Math.max(0, stored.size() - FACTS))
          .forEach(fact -> text.append("  ").append(fact.stored().text()).append('\n'));
    }
    return text.toString();
  }
}
