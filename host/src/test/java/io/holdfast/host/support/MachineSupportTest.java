package io.holdfast.host.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.catalog.KindRows;
import io.holdfast.host.SmallMachine;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants a secret in every place that one can be in, and looks for it in the archive. */
final class MachineSupportTest {
  /**
   * By what they are; each is repeated in a run's message, a fact, a log, and what a doctor says.
   */
  private static final Map<String, String> PLANTED =
      Map.ofEntries(
          Map.entry("password file", "planted file pässword \"with\" \\quotes"),
          Map.entry("password variable", "planted-variable-1f"),
          Map.entry("argument of a password command", "planted-argument-2e"),
          Map.entry("credential's id", "PLANTEDKEYID3D"),
          Map.entry("credential's secret", "planted/secret+key=4c"),
          Map.entry("session token", "planted-session-5b"),
          Map.entry("connection in a variable", "planted%2Fconnection"),
          Map.entry("the same, decoded", "planted/connection"),
          Map.entry("connection in a file", "planted-in-file-6a"),
          Map.entry("token in a query", "planted-query-70"),
          Map.entry("user of a source repository", "planted-user-81"),
          Map.entry("argument of a hook", "planted-hook-92"),
          Map.entry("argument of a plug-in", "planted-plugin-a3"),
          Map.entry("argument of a probe", "planted-probe-b4"),
          Map.entry("connection of a probe", "planted-sql-c5"),
          Map.entry("token of the server", "planted-server-token-d6"),
          Map.entry("variable that no kind names", "planted-environment-e7"),
          Map.entry("catalog's password", "planted-catalog-f8"));

  @TempDir Path directory;

  private SmallMachine small;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(directory.resolve("srv/orders"));
    small = new SmallMachine(directory, variables());
    plant();
  }

  @AfterEach
  void close() throws IOException {
    small.close();
  }

  private static String planted(String what) {
    return Objects.requireNonNull(PLANTED.get(what), what);
  }

  private static Map<String, String> variables() {
    return Map.of(
        "BACKUP_PASS", planted("password variable"),
        "STORE_ID", planted("credential's id"),
        "STORE_SECRET", planted("credential's secret"),
        "SHOP_DB",
            "postgresql://shop:%s@db.example:5432/shop"
                .formatted(planted("connection in a variable")),
        "PROBE_DB", "postgresql://probe:%s@/shop".formatted(planted("connection of a probe")),
        "OTHER_TOKEN", planted("variable that no kind names"),
        "HOLDFAST_CATALOG",
            "postgresql://holdfast:%s@db.example/catalog".formatted(planted("catalog's password")));
  }

  private void plant() throws IOException {
    Files.writeString(directory.resolve("secret"), planted("password file") + "\n");
    Files.writeString(directory.resolve("session"), planted("session token"));
    Files.writeString(
        directory.resolve("connection"),
        "redis://:%s@cache.example".formatted(planted("connection in a file")));
    Files.writeString(directory.resolve("state/token"), planted("token of the server") + "\n");
    small.machine().catalog(); // its key is made by the first fact
    small.apply(
        "Repository",
        "file",
        "{ location: ./one, password: { file: ./secret } }",
        "Repository",
        "variable",
        """
        location: s3:https://store.example/bucket
        password: { environment: BACKUP_PASS }
        credentials: { id: env:STORE_ID, secret: env:STORE_SECRET, sessionToken: file:./session }
        """,
        "Repository",
        "command",
        "{ location: rest:https://store.example/a, password: { command: [pass, show, %s] } }"
            .formatted(planted("argument of a password command")),
        "Application",
        "shop",
        """
        repositoryRef: { name: file }
        volumes:
          - name: orders
            path: ./srv/orders
            hooks: { preset: postgresql, connection: env:SHOP_DB }
          - name: cache
            path: ./srv/cache
            hooks: { preset: redis, connection: file:./connection }
          - name: images
            path: ./srv/images
            snapshot: { command: [lvm-snapshot, --key=%s] }
            hooks: { pre: { command: [mysql, "-p%s"] } }
        workloads:
          - name: web
            digest: { process: web }
            sourceRepository: https://%s@git.example/shop.git
        restore:
          probes:
            - name: web
              check: { http: { url: "https://shop.example/health?token=%s" } }
            - name: rows
              check: { sql: { connection: env:PROBE_DB, query: "select 1" } }
            - name: own
              check: { command: { command: [check, %s] } }
        """
            .formatted(
                planted("argument of a plug-in"),
                planted("argument of a hook"),
                planted("user of a source repository"),
                planted("token in a query"),
                planted("argument of a probe")));
    var end = new Run.End(small.now(), Run.Outcome.FAILED, everything());
    small.record(Run.Type.BACKUP, small.now(), end);
    var line = LedgerLine.of(RepositoryName.parse("file"), ApplicationName.parse("shop"));
    var writer = WriterId.parse("0123456789abcdef");
    var rows = small.machine().catalog().ledger();
    var draft =
        Fact.Draft.at(small.now(), "test", new FactBody.RunFailed("run", "step", everything()));
    rows.keep(rows.end(line, writer).append(List.of(draft), small.now()), false);
  }

  private static String everything() {
    return "it said: " + String.join(" and ", PLANTED.values());
  }

  private Map<String, String> bundle() throws IOException {
    var archive = new ByteArrayOutputStream();
    var names =
        small
            .machine()
            .support()
            .write(
                archive,
                Map.of(
                    "server.log",
                    everything() + "\nAuthorization: Bearer abcdefghijkl",
                    "doctor.txt",
                    everything()));
    Map<String, String> texts = new TreeMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive.toByteArray()), UTF_8)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        texts.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    assertThat(texts.keySet()).containsAll(names);
    return texts;
  }

  @Test
  void no_secret_is_in_the_bundle_in_any_form_wherever_it_came_from() throws Exception {
    var texts = bundle();

    for (var key : Files.readAllLines(directory.resolve("state/writer.key"))) {
      assertThat(texts.values()).noneMatch(text -> text.contains(key));
    }
    for (var secret : PLANTED.entrySet()) {
      var forms = new ArrayList<>(List.of(secret.getValue()));
      forms.add(secret.getValue().replace("\\", "\\\\").replace("\"", "\\\""));
      forms.add(Base64.getEncoder().encodeToString(secret.getValue().getBytes(UTF_8)));
      texts.forEach((name, text) ->
          assertThat(forms)
              .as("%s in %s", secret.getKey(), name)
              .noneMatch(form -> text.contains(form)));
    }
    assertThat(texts.get("further/server.log")).doesNotContain("abcdefghijkl");
    assertThat(String.join("", texts.values())).doesNotContain("planted");
  }

  @Test
  void what_somebody_who_helps_needs_is_in_it() throws Exception {
    var texts = bundle();

    assertThat(texts.keySet())
        .containsExactly(
            "catalog.txt",
            "compliance.txt",
            "facts.txt",
            "further/doctor.txt",
            "further/server.log",
            "kinds.yaml",
            "machine.txt",
            "metrics.txt",
            "runs.txt");
    assertThat(texts.get("kinds.yaml"))
        .contains("env:SHOP_DB", "environment: BACKUP_PASS", "- lvm-snapshot", "***");
    assertThat(texts.get("runs.txt")).contains("BACKUP file/shop", "FAILED", "it said: ***");
    assertThat(texts.get("facts.txt")).contains("file/shop: 1 facts");
    assertThat(texts.get("catalog.txt")).contains("1 ledger kinds runs", "2 measured");
    assertThat(texts.get("metrics.txt")).contains("holdfast_build_info{version=\"1.2.3\"} 1");
    assertThat(texts.get("machine.txt")).contains("java.runtime.version", "writer.key");
  }

  @Test
  void what_cannot_be_had_is_noted_and_the_rest_is_there() throws Exception {
    small
        .machine()
        .catalog()
        .kinds()
        .apply(
            List.of(
                new KindRows.Applied(
                    "Policy", "broken", 1, small.now(), "", "", "password: planted-and-unknown")));

    var texts = bundle();

    assertThat(texts).containsKey("runs.txt").doesNotContainKey("metrics.txt");
    assertThat(texts.get("problems.txt")).contains("metrics.txt: ", "Policy broken");
    assertThat(texts.get("kinds.yaml")).contains("# Policy broken", "# cannot be read", "shop");
    assertThat(String.join("", texts.values())).doesNotContain("planted");
  }
}
