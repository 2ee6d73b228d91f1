package io.holdfast.repository.s3;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What a service may answer, right and wrong. */
final class S3ObjectStoreTest {
  private static final byte[] BYTES = new byte[100];
  private static final ObjectName PACK = ObjectName.of(ObjectKind.PACK, Sha256.of(BYTES));
  private static final String NEWEST = "aa".repeat(32);

  private ScriptedServer server;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    store = S3ObjectStore.open(settings());
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    server.close();
  }

  private S3Settings settings() {
    return S3Settings.of(
            S3Location.parse("s3:" + server.uri() + "bucket/prefix"),
            Map.of(
                "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "token",
                "AWS_DEFAULT_REGION", "eu-test-7"))
        .patience(Patience.DEFAULT.idle(Duration.ofSeconds(5)));
  }

  private static String error(String code) {
    return "<?xml version='1.0'?><Error><Code>%s</Code><Message>words</Message></Error>"
        .formatted(code);
  }

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
  void signs_for_the_region_with_the_token_and_names_the_sha256() throws IOException {
    server.reply(200, "ETag: \"1\"", "");

    store.put(PACK, ObjectContent.of(BYTES));

    ScriptedServer.Request put = server.requests().getFirst();
    assertThat(put.line()).isEqualTo("PUT /bucket/prefix/%s HTTP/1.1".formatted(PACK.path()));
    assertThat(put.header("Authorization")).contains("/eu-test-7/s3/aws4_request");
    assertThat(put.header("x-amz-security-token")).isEqualTo("token");
    assertThat(put.header("x-amz-checksum-sha256"))
        .isEqualTo(Base64.getEncoder().encodeToString(PACK.hash().bytes()));
    assertThat(put.body())
        .as("as it is, in no encoding of AWS's own")
        .isEqualTo(new String(BYTES, ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({
    "s3:https://s3.example.org/bucket,     AUTOMATIC,    https://s3.example.org/bucket/key",
    "s3:https://s3.example.org/bucket,     VIRTUAL_HOST, https://bucket.s3.example.org/key",
    "s3:s3.amazonaws.com/bucket,           AUTOMATIC,   "
        + " https://bucket.s3.eu-west-9.amazonaws.com/key",
    "s3:s3.amazonaws.com/buc.ket,          AUTOMATIC,   "
        + " https://s3.eu-west-9.amazonaws.com/buc.ket/key",
    "s3:s3.eu-west-9.amazonaws.com/bucket, PATH,        "
        + " https://s3.eu-west-9.amazonaws.com/bucket/key",
  })
  void names_the_bucket_where_the_service_expects_it(
      String location, S3Settings.Addressing addressing, String url) {
    List<String> asked = new ArrayList<>();
    S3Settings settings =
        S3Settings.of(
                S3Location.parse(location),
                Map.of(
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_REGION", "eu-west-9"))
            .addressing(addressing);
    SdkHttpClient nowhere =
        new SdkHttpClient() {
          @Override
          public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            asked.add(request.httpRequest().getUri().toString());
            throw new IllegalStateException("far enough");
          }

          @Override
          public void close() {}
        };

    try (S3Client client = S3Clients.s3(settings, nowhere)) {
      assertThatThrownBy(
              () -> client.deleteObject(r -> r.bucket(settings.location().bucket()).key("key")))
          .hasMessageContaining("far enough");
    }

    assertThat(asked).containsExactly(url);
  }

  @Test
  void asks_for_encryption_class_and_retention_where_wanted() throws IOException {
    S3Upload upload =
        new S3Upload(
            "STANDARD_IA",
            new S3Upload.Encryption.KeyService("my-key"),
            new S3Upload.Retention(true, Duration.ofDays(30)));
    try (S3ObjectStore keeping = S3ObjectStore.open(settings().upload(upload))) {
      server.reply(200, "ETag: \"1\"", "").reply(200, "ETag: \"1\"", "");
      keeping.put(PACK, ObjectContent.of(BYTES));
      keeping.put(new ObjectName(ObjectKind.INDEX, PACK.name()), ObjectContent.of(BYTES));

      ScriptedServer.Request pack = server.requests().get(0);
      assertThat(pack.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
      assertThat(pack.header("x-amz-server-side-encryption-aws-kms-key-id")).isEqualTo("my-key");
      assertThat(pack.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
      assertThat(pack.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
      assertThat(Instant.parse(pack.header("x-amz-object-lock-retain-until-date")))
          .isBetween(
              Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
      ScriptedServer.Request index = server.requests().get(1);
      assertThat(index.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
      assertThat(index.header("x-amz-storage-class")).isEmpty();
      assertThat(index.header("x-amz-object-lock-mode")).isEmpty();
    }
  }

  @Test
  void a_service_without_conditions_gets_the_config_after_a_look() throws IOException {
    server
        .reply(404, "", "", 0, Reply.Then.NEXT_REQUEST)
        .reply(404, "", error("NoSuchKey"))
        .reply(501, "", error("NotImplemented"))
        .reply(200, "ETag: \"1\"", "");

    store.put(ObjectName.CONFIG, ObjectContent.of(BYTES));

    assertThat(server.requests().get(2).header("If-None-Match")).isEqualTo("*");
    assertThat(server.requests().get(3).header("If-None-Match")).isEmpty();
  }

  @Test
  void a_config_that_appears_in_between_is_not_replaced() {
    server
        .reply(404, "", "", 0, Reply.Then.NEXT_REQUEST)
        .reply(404, "", error("NoSuchKey"))
        .reply(412, "", error("PreconditionFailed"));

    assertThatThrownBy(() -> store.put(ObjectName.CONFIG, ObjectContent.of(BYTES)))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void an_answer_to_a_put_that_is_not_the_services_is_not_believed() {
    server.reply(200, "", "<html>please log in</html>");

    assertThatThrownBy(() -> store.put(PACK, ObjectContent.of(BYTES)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not say that it is stored");
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied",
    "403, SignatureDoesNotMatch",
    "403, RequestTimeTooSkewed",
    "404, XAdminUserNotFound",
    "404, NoSuchBucket",
    "400, InvalidRequest",
    "400, ExpiredToken",
    "400, AuthorizationHeaderMalformed",
    "301, PermanentRedirect",
    "405, MethodNotAllowed",
    "507, XMinioStorageFull",
  })
  void a_refusal_stays_one_and_names_the_code(int status, String code) {
    server.reply(status, "", error(code));

    assertThatThrownBy(() -> store.put(PACK, ObjectContent.of(BYTES)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(code)
        .hasMessageContaining("store " + PACK.path());
  }

  @Test
  void a_bucket_elsewhere_names_its_region() {
    server.reply(301, "x-amz-bucket-region: eu-west-3", error("PermanentRedirect"));

    assertThatThrownBy(() -> store.read(PACK, 0, 1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("eu-west-3");
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown",
    "503, ServiceUnavailable",
    "500, InternalError",
    "429, TooManyRequests",
    "400, RequestTimeout",
    "409, OperationAborted",
    "502, ''",
  })
  void a_busy_service_is_asked_once_and_may_be_asked_again(int status, String code) {
    server.reply(status, "Retry-After: 3", code.isEmpty() ? "" : error(code));

    assertThatThrownBy(() -> store.read(PACK, 0, 10))
        .isInstanceOfSatisfying(
            BusyException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(3)));
    assertThat(server.requests()).as("repeating is the caller's").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody"})
  void bytes_that_changed_on_their_way_may_be_sent_again(String code) {
    server.reply(400, "", error(code));

    assertThatThrownBy(() -> store.put(PACK, ObjectContent.of(BYTES)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(RefusedException.class)
        .isNotInstanceOf(BusyException.class);
  }

  @Test
  void an_error_inside_of_a_success_is_one() {
    server.reply(200, "", error("InternalError"));

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

  @Test
  void a_range_past_the_end_says_so() {
    server.reply(416, "Content-Range: bytes */55", error("InvalidRange"));
    server.reply(206, "Content-Range: bytes 50-54/55", "12345");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> store.read(PACK, 50, 20))
          .isInstanceOfSatisfying(
              TruncatedObjectException.class, e -> assertThat(e.size()).isEqualTo(55));
    }
  }

  @Test
  void a_body_that_is_shorter_than_asked_for_is_no_body() {
    server.reply(206, "Content-Range: bytes 0-9/100", "12345", 10, Reply.Then.CLOSE);
    server.reply(206, "Content-Range: bytes 0-9/100", "12345");
    server.reply(206, "Content-Range: bytes 0-9/100", "12345678901");

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> store.read(PACK, 0, 10))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(TruncatedObjectException.class)
          .hasMessageContaining("read 10 bytes at 0 of " + PACK);
    }
  }

  @Test
  void a_missing_object_is_told_from_an_unknown_user() {
    server.reply(404, "", "", 0, Reply.Then.NEXT_REQUEST).reply(404, "", error("NoSuchKey"));
    server
        .reply(404, "", "", 0, Reply.Then.NEXT_REQUEST)
        .reply(404, "", error("XAdminUserNotFound"));

    assertThatThrownBy(() -> store.size(PACK)).isInstanceOf(NoSuchObjectException.class);
    assertThatThrownBy(() -> store.size(PACK)).isInstanceOf(RefusedException.class);
  }

  @Test
  void trades_a_web_identity_for_keys(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "signed-by-the-platform");
    S3Settings settings =
        S3Settings.of(
            S3Location.parse("s3:" + server.uri() + "bucket"),
            Map.of(
                "AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/backup",
                "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                "AWS_ENDPOINT_URL_STS", server.uri().toString()));
    server.reply(
        200,
        "",
        """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>temporary</AccessKeyId>
        <SecretAccessKey>secret</SecretAccessKey><SessionToken>for-an-hour</SessionToken>
        <Expiration>%s</Expiration></Credentials></AssumeRoleWithWebIdentityResult>
        </AssumeRoleWithWebIdentityResponse>\
        """
            .formatted(Instant.now().plus(Duration.ofHours(1))));
    server.reply(204, "", "");

    try (S3ObjectStore identified = S3ObjectStore.open(settings)) {
      identified.delete(PACK);
    }

    assertThat(server.requests().get(0).body()).contains("signed-by-the-platform");
    ScriptedServer.Request delete = server.requests().get(1);
    assertThat(delete.header("Authorization")).contains("Credential=temporary/");
    assertThat(delete.header("x-amz-security-token")).isEqualTo("for-an-hour");
  }

  @Test
  void a_web_identity_that_cannot_be_read_is_told(@TempDir Path folder) throws IOException {
    S3Credentials nobody =
        new S3Credentials.WebIdentity("arn:x", folder.resolve("absent"), "me", server.uri());

    try (S3ObjectStore identified = S3ObjectStore.open(settings().credentials(nobody))) {
      assertThatThrownBy(() -> identified.delete(PACK))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("absent");
    }
  }

  @Test
  void refuses_to_open_without_anybody_to_ask_as() {
    S3Location location = S3Location.parse("s3:host/bucket");

    assertThatThrownBy(() -> S3Settings.of(location, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS_ACCESS_KEY_ID");
    assertThatThrownBy(() -> S3Settings.of(location, Map.of("AWS_ACCESS_KEY_ID", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void prints_no_secret() {
    assertThat(settings().toString()).doesNotContain("secret").doesNotContain("token");
  }
}
