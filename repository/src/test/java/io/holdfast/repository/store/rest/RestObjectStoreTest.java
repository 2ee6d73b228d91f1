package io.holdfast.repository.store.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.BusyException;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.TruncatedObjectException;
import io.holdfast.repository.store.http.Patience;
import io.holdfast.repository.store.http.ScriptedServer;
import io.holdfast.repository.store.http.ScriptedServer.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may answer, right and wrong. */
final class RestObjectStoreTest {
  private static final byte[] BYTES = new byte[100];
  private static final ObjectName PACK = ObjectName.of(ObjectKind.PACK, Sha256.of(BYTES));
  private static final String A = "aa".repeat(32);
  private static final String B = "bb".repeat(32);

  private ScriptedServer server;
  private RestObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    store =
        RestObjectStore.open(
            RestLocation.parse("rest:" + server.uri() + "repo"),
            Patience.DEFAULT.withIdle(Duration.ofSeconds(5)),
            null);
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    server.close();
  }

  private Map<ObjectName, Long> listed(ObjectKind kind) throws IOException {
    Map<ObjectName, Long> objects = new TreeMap<>();
    store.list(kind, objects::put);
    return objects;
  }

  @Test
  void speaks_version_2_and_names_packs_without_their_folder() throws IOException {
    server.reply(200, "", "[{\"name\":\"%s\",\"size\":7}]".formatted(A)).reply(200, "", "");

    assertThat(listed(ObjectKind.PACK)).isEqualTo(Map.of(new ObjectName(ObjectKind.PACK, A), 7L));
    store.put(PACK, ObjectContent.of(BYTES));

    ScriptedServer.Request list = server.requests().get(0);
    assertThat(list.line()).isEqualTo("GET /repo/data/ HTTP/1.1");
    assertThat(list.header("Accept")).isEqualTo("application/vnd.x.restic.rest.v2");
    ScriptedServer.Request put = server.requests().get(1);
    assertThat(put.line()).isEqualTo("POST /repo/data/%s HTTP/1.1".formatted(PACK.name()));
    assertThat(put.header("Content-Length")).isEqualTo("100");
    assertThat(put.body()).isEqualTo(new String(BYTES, ISO_8859_1));
  }

  @Test
  void asks_a_server_of_version_1_for_each_size() throws IOException {
    server.reply(200, "", "[\"%s\",\"%s\"]".formatted(A, B));
    server.reply(200, "", "", 5, Reply.Then.NEXT_REQUEST); // the answer to HEAD has no body
    server.reply(404, "", "");

    assertThat(listed(ObjectKind.KEY)).isEqualTo(Map.of(new ObjectName(ObjectKind.KEY, A), 5L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]"})
  void an_empty_folder_is_empty(String body) throws IOException {
    server.reply(200, "", body);

    assertThat(listed(ObjectKind.INDEX)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{}",
        "[1]",
        "[{\"size\":1}]",
        "[{\"name\":1,\"size\":1}]",
        "[{\"name\":\"x\",\"size\":-1}]",
        "[{\"name\":\"x\",\"size\":99999999999999999999}]",
        "[{\"name\":\"x\",\"size\":\"1\"}]",
        "[[[[[[[[[[[[]]]]]]]]]]]]",
        "<html>please log in</html>"
      })
  void a_listing_that_is_none_is_never_taken_for_an_empty_one(String body) {
    server.reply(200, "", body);

    assertThatThrownBy(() -> listed(ObjectKind.SNAPSHOT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot list snapshots in rest:http://")
        .hasMessageContaining("the listing ");
  }

  @Test
  void a_listing_that_breaks_off_fails() {
    server.reply(200, "", "[{\"name\":\"%s\",\"size\":7},".formatted(A), 5_000, Reply.Then.CLOSE);

    assertThatThrownBy(() -> listed(ObjectKind.PACK))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot list data in rest:http://");
  }

  @Test
  void a_failure_of_whoever_lists_is_not_taken_for_an_absent_config() {
    server.reply(200, "", "", 155, Reply.Then.NEXT_REQUEST); // the answer to HEAD has no body
    NoSuchObjectException own = new NoSuchObjectException("elsewhere", PACK);

    assertThatThrownBy(() ->
            store.list(
                ObjectKind.CONFIG,
                (name, size) -> {
                  throw own;
                }))
        .isSameAs(own);
  }

  @Test
  void a_server_that_ignores_ranges_is_refused_and_not_believed() {
    server.reply(200, "", "x".repeat(1_000));

    assertThatThrownBy(() -> store.read(PACK, 10, 20))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Range");
  }

  @Test
  void a_range_past_the_end_names_the_size() {
    server.reply(416, "Content-Range: bytes */55", "");
    server.reply(206, "Content-Range: bytes 50-54/55", "12345");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> store.read(PACK, 50, 20))
          .isInstanceOfSatisfying(
              TruncatedObjectException.class, e -> assertThat(e.size()).isEqualTo(55));
    }
  }

  @Test
  void a_refusal_whose_words_break_off_stays_one() {
    server.reply(403, "", "only app", 5_000, Reply.Then.CLOSE);

    assertThatThrownBy(() -> store.delete(PACK))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("cannot delete " + PACK.path())
        .hasMessageContaining("403");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void a_busy_server_may_be_asked_again_when_it_says(int status) {
    server.reply(status, "Retry-After: 11", "not now");

    assertThatThrownBy(() -> store.size(PACK))
        .isInstanceOfSatisfying(
            BusyException.class,
            e -> {
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(11));
              assertThat(e).hasMessageContaining("look at " + PACK.path());
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 405, 412, 413, 507})
  void a_refusal_stays_one(int status) {
    server.reply(status, "", "go away");

    assertThatThrownBy(() -> store.read(PACK, 0, 10))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(String.valueOf(status));
  }

  @Test
  void a_server_that_refuses_to_store_again_what_it_has_is_content() throws IOException {
    server.reply(403, "", "it exists").reply(200, "", "", 100, Reply.Then.NEXT_REQUEST);

    store.put(PACK, ObjectContent.of(BYTES));

    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void a_server_that_refuses_to_heal_a_damaged_object_is_not() {
    server.reply(403, "", "it exists").reply(200, "", "", 40, Reply.Then.NEXT_REQUEST);

    assertThatThrownBy(() -> store.put(PACK, ObjectContent.of(BYTES)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void a_config_that_another_writer_replaced_meanwhile_is_his() {
    server
        .reply(404, "", "")
        .reply(200, "", "")
        .reply(206, "Content-Range: bytes 0-99/100", "y".repeat(100));

    assertThatThrownBy(() -> store.put(ObjectName.CONFIG, ObjectContent.of(BYTES)))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void deleting_what_is_gone_is_no_failure() throws IOException {
    server.reply(404, "", "gone");

    store.delete(PACK);

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void tells_the_servers_time_even_where_there_is_no_repository() throws IOException {
    server.reply(404, "Date: Mon, 23 Nov 2026 08:00:00 GMT", "");

    assertThat(store.clock()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
  }

  @Test
  void a_missing_object_is_missing() {
    server.reply(404, "", "");

    assertThatThrownBy(() -> store.read(PACK, 0, 1)).isInstanceOf(NoSuchObjectException.class);
  }
}
