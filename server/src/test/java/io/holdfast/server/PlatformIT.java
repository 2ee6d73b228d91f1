package io.holdfast.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.platform.Accepted;
import io.holdfast.api.platform.ApplyKinds;
import io.holdfast.api.platform.AwaitRequest;
import io.holdfast.api.platform.HttpForm;
import io.holdfast.api.platform.KindSource;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.OfPolicyChange;
import io.holdfast.api.platform.OfRepository;
import io.holdfast.api.platform.OfRequest;
import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PointView;
import io.holdfast.api.platform.PolicyChangeStanding;
import io.holdfast.api.platform.RestoreWish;
import io.holdfast.api.platform.RunView;
import io.holdfast.api.platform.WaitingChanges;
import io.holdfast.api.restore.RestoreSpec;
import io.holdfast.host.state.Address;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.testkit.peer.RunningProgram;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications by the HTTP API of the program, from the first document to a restore. */
@SuppressWarnings("NullAway.Init") // set before each test
final class PlatformIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path directory;

  private RunningProgram server;
  private Address address;
  private String token;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(directory.resolve("orders"));
    Files.writeString(directory.resolve("orders/1"), "a teapot");
    var password = Files.writeString(directory.resolve("password"), "correct horse battery\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    begin();
  }

  private void begin() throws Exception {
    var state = directory.resolve("state");
    server = PackagedServer.start(state, "--stop-timeout", "2s");
    PackagedServer.awaitPrinted(server, " listening at ");
    address = PackagedServer.address(state, server);
    token = Files.readString(state.resolve("token")).strip();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static String kinds(String schedule, String hooks) {
    return """
    apiVersion: holdfast.dev/v1alpha1
    kind: Repository
    metadata: { name: main }
    spec: { location: ./store, password: { file: ./password } }
    ---
    apiVersion: holdfast.dev/v1alpha1
    kind: Policy
    metadata: { name: gold }
    spec: { retention: { keep: { last: 1 } }%s }
    ---
    apiVersion: holdfast.dev/v1alpha1
    kind: Application
    metadata: { name: shop }
    spec:
      repositoryRef: { name: main }
      policyRef: { name: gold }
      volumes: [{ name: orders, path: ./orders%s }]
    """
        .formatted(schedule, hooks);
  }

  private void applied(String kinds) throws Exception {
    assertThat(apply(kinds).statusCode()).isEqualTo(200);
    assertThat(asked(Operations.MAKE_REPOSITORY, new OfRepository("main")).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> apply(String kinds) throws Exception {
    return asked(Operations.APPLY, kindsOf(kinds));
  }

  private ApplyKinds kindsOf(String kinds) {
    return new ApplyKinds(List.of(new KindSource("shop.yaml", directory.toString(), kinds)), false);
  }

  private <Q extends Record> HttpResponse<String> asked(Operation<Q, ?> operation, Q question)
      throws Exception {
    return asked(operation, question, token);
  }

  private <Q extends Record> HttpResponse<String> asked(
      Operation<Q, ?> operation, Q question, String by) throws Exception {
    var form = HttpForm.of(operation, question);
    var request =
        HttpRequest.newBuilder(URI.create(address.url() + form.path()))
            .header("Authorization", "Bearer " + by);
    form.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
    request.method(
        operation.method().name(),
        form.body()
            .map(HttpRequest.BodyPublishers::ofString)
            .orElseGet(HttpRequest.BodyPublishers::noBody));
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private <Q extends Record, A extends Record> A answer(Operation<Q, A> operation, Q question)
      throws Exception {
    var response = asked(operation, question);
    assertThat(response.statusCode()).as(response.body()).isIn(200, 202);
    return Json.read(
            "answer",
            response.body().getBytes(UTF_8),
            operation.answer(),
            UnknownFields.REFUSE,
            Bounds.DEFAULT)
        .orThrow();
  }

  private <Q extends Record> RunView run(Operation<Q, Accepted> operation, Q question)
      throws Exception {
    var request = answer(operation, question).request();
    while (true) {
      var view = answer(Operations.AWAIT, new AwaitRequest(request, Duration.ofSeconds(10)));
      if (view.run() != null) {
        return view.run();
      }
    }
  }

  private static RunView.Outcome outcome(RunView run) {
    return Objects.requireNonNull(run.end()).outcome();
  }

  @Test
  void goes_from_documents_to_a_restored_directory() throws Exception {
    applied(kinds("", ""));

    var backup = run(Operations.BACK_UP, new OfApplication("shop"));
    Files.delete(directory.resolve("orders/1"));
    var restore =
        run(
            Operations.RESTORE,
            new RestoreWish(
                "shop", "newest", RestoreSpec.Mode.SWAP, List.of(), List.of(), true, null));

    assertThat(outcome(backup)).isEqualTo(RunView.Outcome.DONE);
    assertThat(outcome(restore)).isEqualTo(RunView.Outcome.DONE);
    assertThat(directory.resolve("orders/1")).hasContent("a teapot");
    assertThat(answer(Operations.LIST_POINTS, new OfApplication("shop")).points())
        .extracting(point -> point.id())
        .containsExactly(backup.id());
    assertThat(server.printed())
        .contains("backup of shop begins, as asked for by", "restore of shop ended as restore-");
  }

  @Test
  void begins_what_is_due_and_retention_removes_what_nothing_keeps() throws Exception {
    applied(kinds(", schedule: { cron: '* * * * *' }", ""));
    var first = run(Operations.BACK_UP, new OfApplication("shop"));

    PackagedServer.awaitPrinted(server, "backup of shop begins, due since ");
    while (answer(Operations.LIST_POINTS, new OfApplication("shop")).points().size() < 2) {
      Thread.sleep(100);
    }
    var retention = run(Operations.RETAIN, new OfApplication("shop"));

    assertThat(outcome(retention)).isEqualTo(RunView.Outcome.DONE);
    assertThat(answer(Operations.LIST_POINTS, new OfApplication("shop")).points())
        .extracting(PointView::id)
        .isNotEmpty()
        .doesNotContain(first.id());
  }

  @Test
  void a_policy_that_keeps_less_needs_a_second_admin_and_the_delay() throws Exception {
    var more = kinds(", destructiveDelay: 1s", "").replace("last: 1", "last: 2");
    applied(more);
    run(Operations.BACK_UP, new OfApplication("shop"));
    run(Operations.BACK_UP, new OfApplication("shop"));
    var ben = admin("ben");

    var notes = answer(Operations.APPLY, kindsOf(more.replace("last: 2", "last: 1"))).notes();
    var waiting = answer(Operations.LIST_POLICY_CHANGES, new WaitingChanges(null)).changes();

    assertThat(waiting).hasSize(1);
    var change = waiting.getFirst();
    assertThat(change.by()).isEqualTo("local");
    assertThat(change.less()).containsExactly("last 2 becomes 1");
    assertThat(change.standing().state()).isEqualTo(PolicyChangeStanding.State.NEEDS_APPROVAL);
    assertThat(notes)
        .singleElement()
        .asString()
        .contains("'holdfast policy approve shop %s'".formatted(change.change()));
    var wish = new OfPolicyChange("shop", change.change());
    var refused = asked(Operations.APPROVE_POLICY_CHANGE, wish);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("'local' asked for it and cannot approve it");
    awaitTime(change.standing().from());
    assertThat(retained()).isEqualTo(2);

    assertThat(asked(Operations.APPROVE_POLICY_CHANGE, wish, ben).statusCode()).isEqualTo(200);

    assertThat(retained()).isEqualTo(1);
    assertThat(answer(Operations.LIST_POLICY_CHANGES, new WaitingChanges("shop")).changes())
        .isEmpty();
  }

  /** The token of another admin. */
  private String admin(String name) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address.url() + "/v1/tokens"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"name\":\"%s\",\"role\":\"admin\"}".formatted(name)))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var issued = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return issued.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }
  }

  /** Until a time has passed by the store's clock, too, which is this machine's. */
  private static void awaitTime(Instant time) throws InterruptedException {
    while (!Instant.now().isAfter(time.plusMillis(100))) {
      Thread.sleep(10);
    }
  }

  /** How many points retention leaves. */
  private int retained() throws Exception {
    assertThat(outcome(run(Operations.RETAIN, new OfApplication("shop"))))
        .isEqualTo(RunView.Outcome.DONE);
    return answer(Operations.LIST_POINTS, new OfApplication("shop")).points().size();
  }

  @Test
  void refuses_mistakes_as_the_command_does_and_applies_nothing() throws Exception {
    var refused =
        apply(kinds(", schedule: { cron: '0 0 30 2 *', zone: Europe/Atlantis }", ", methot: Live"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.body())
        .contains("\"file\":\"shop.yaml\"", "\"line\":9", "methot", "Europe/Atlantis");
    assertThat(asked(Operations.PLAN_BACKUP, new OfApplication("shop")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void says_what_trouble_there_is() throws Exception {
    assertThat(apply(kinds("", "")).statusCode()).isEqualTo(200);

    var absent = answer(Operations.BACK_UP, new OfApplication("shop")).request();
    var failed = answer(Operations.AWAIT, new AwaitRequest(absent, Duration.ofSeconds(20)));

    assertThat(Objects.requireNonNull(failed.run()).end())
        .isNotNull()
        .extracting(RunView.End::message)
        .asString()
        .contains("there is no repository at");
    assertThat(asked(Operations.CANCEL, new OfRequest("another")).statusCode()).isEqualTo(404);
    assertThat(asked(Operations.BACK_UP, new OfApplication("shop"), "holdfast_wrong").statusCode())
        .isEqualTo(401);
    var wish =
        new RestoreWish("shop", "newest", RestoreSpec.Mode.ASIDE, List.of(), List.of(), true, null);
    assertThat(asked(Operations.RESTORE, wish).body()).contains("urn:holdfast:problem:not-found");
  }

  @Test
  void a_server_that_is_killed_in_a_hook_ends_the_run_when_it_comes_back() throws Exception {
    applied(kinds("", sleeping()));
    answer(Operations.BACK_UP, new OfApplication("shop"));
    awaitHook();

    server.kill();
    begin();

    PackagedServer.awaitPrinted(server, " was cut off, and is failed now");
    assertThat(answer(Operations.LIST_POINTS, new OfApplication("shop")).points()).isEmpty();
    applied(kinds("", ""));
    assertThat(outcome(run(Operations.BACK_UP, new OfApplication("shop"))))
        .isEqualTo(RunView.Outcome.DONE);
  }

  /** A hook that says where it is, and stays there. */
  private String sleeping() {
    return ", hooks: { pre: { command: [sh, -c, 'touch %s; exec sleep 600'], timeout: 10m } }"
        .formatted(directory.resolve("hook"));
  }

  private void awaitHook() throws InterruptedException {
    while (!Files.exists(directory.resolve("hook"))) {
      assertThat(server.isAlive()).as(server.printed()).isTrue();
      Thread.sleep(10);
    }
  }

  @Test
  void a_backup_that_goes_on_is_stopped_when_the_server_is() throws Exception {
    applied(kinds("", ", hooks: { pre: { command: [sleep, '600'], timeout: 10m } }"));
    answer(Operations.BACK_UP, new OfApplication("shop"));
    PackagedServer.awaitPrinted(server, "backup of shop begins");

    PackagedServer.signal(server, "TERM");
    PackagedServer.awaitPrinted(server, "stopping");
    var ended = server.await(LONGEST);

    ended.exits(1);
    assertThat(ended.errors()).contains("runs did not end in time, and were stopped");
  }
}
