package io.holdfast.repository.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.http.ScriptedServer;
import io.holdfast.repository.store.http.ScriptedServer.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service may answer to whoever lists, right and wrong. */
final class S3ListingTest {
  private static final String NEWEST = "aa".repeat(32);

  @RegisterExtension final ScriptedS3 service = new ScriptedS3();
  private final ScriptedServer server = service.server;
  private final S3ObjectStore store = service.store;

  S3ListingTest() throws IOException {}

  private static String page(String rest) {
    return "<?xml version='1.0'?><ListBucketResult>%s</ListBucketResult>".formatted(rest);
  }

  private static String entry(String key, long size) {
    return "<Contents><Key>%s</Key><Size>%d</Size></Contents>".formatted(key, size);
  }

  private Map<ObjectName, Long> listed() throws IOException {
    Map<ObjectName, Long> objects = new TreeMap<>();
    store.list(ObjectKind.SNAPSHOT, objects::put);
    return objects;
  }

  @Test
  void an_error_inside_of_a_success_is_one() {
    server.reply(200, "", ScriptedS3.error("InternalError"));

    assertThatThrownBy(this::listed).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<html>please log in</html>",
        "<ListBucketResult><IsTruncated>fal",
        "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>",
        "<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>2</KeyCount></ListBucketResult>",
        "<ListBucketResult><IsTruncated>true</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>",
        "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>other/x</Key><Size>1</Size></Contents></ListBucketResult>",
        "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>prefix/snapshots/x</Key></Contents></ListBucketResult>",
        "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>prefix/snapshots/x</Key><Size>many</Size></Contents></ListBucketResult>",
      })
  void a_listing_that_is_none_is_never_taken_for_an_empty_one(String body) {
    server.reply(200, "", body);

    assertThatThrownBy(this::listed)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("list snapshots");
  }

  @Test
  void follows_the_pages_of_a_listing_to_the_end() throws IOException {
    String first = "prefix/snapshots/" + NEWEST;
    String second = "prefix/snapshots/" + "bb".repeat(32);
    server.reply(
        200,
        "",
        page(
            "<IsTruncated>true</IsTruncated><NextContinuationToken>t/1</NextContinuationToken>"
                + entry(first, 1)));
    server.reply(200, "", page("<IsTruncated>false</IsTruncated>" + entry(second, 2)));

    assertThat(listed()).hasSize(2).containsValues(1L, 2L);
    assertThat(server.requests().get(1).line()).contains("continuation-token=t%2F1");
  }

  @Test
  void a_listing_that_runs_in_a_circle_ends() {
    String page =
        page("<IsTruncated>true</IsTruncated><NextContinuationToken>same</NextContinuationToken>");
    server.reply(200, "", page).reply(200, "", page).reply(200, "", page);

    assertThatThrownBy(this::listed)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is more, and not where");
  }

  @Test
  void a_listing_that_runs_in_a_wider_circle_ends() {
    for (String token : List.of("one", "two", "one", "two")) {
      server.reply(
          200,
          "",
          page(
              "<IsTruncated>true</IsTruncated><NextContinuationToken>%s</NextContinuationToken>"
                  .formatted(token)));
    }

    assertThatThrownBy(this::listed)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is more, and not where");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void a_listing_that_names_nothing_new_under_ever_new_tokens_ends() {
    for (int i = 0; i < 200; i++) {
      server.reply(
          200,
          "",
          page(
              "<IsTruncated>true</IsTruncated><NextContinuationToken>%d</NextContinuationToken>"
                      .formatted(i)
                  + entry("prefix/snapshots/" + NEWEST, 1)));
    }

    assertThatThrownBy(this::listed)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has named nothing new in 100 pages");
    assertThat(server.requests()).hasSizeLessThan(110);
  }

  @Test
  void empty_pages_on_the_way_are_no_end() throws IOException {
    for (int i = 0; i < 90; i++) {
      server.reply(
          200,
          "",
          page(
              "<IsTruncated>true</IsTruncated><NextContinuationToken>%d</NextContinuationToken>"
                  .formatted(i)));
    }
    server.reply(
        200, "", page("<IsTruncated>false</IsTruncated>" + entry("prefix/snapshots/" + NEWEST, 1)));

    assertThat(listed()).hasSize(1);
  }

  @Test
  void a_listing_without_end_costs_no_memory() {
    server.reply(200, "", "<ListBucketResult>" + " ".repeat(17 << 20));

    assertThatThrownBy(this::listed).isInstanceOf(IOException.class);
  }

  @Test
  void a_page_that_breaks_off_fails() {
    server.reply(
        200, "", "<ListBucketResult><IsTruncated>false</IsTruncated>", 5_000, Reply.Then.CLOSE);

    assertThatThrownBy(this::listed).isInstanceOf(IOException.class);
  }
}
