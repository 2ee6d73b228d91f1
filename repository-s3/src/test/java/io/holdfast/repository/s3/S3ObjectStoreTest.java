package io.holdfast.repository.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.TruncatedObjectException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What a service may answer, right and wrong. */
final class S3ObjectStoreTest {
  private static final byte[] BYTES = new byte[100];
  private static final ObjectName PACK = ObjectName.of(ObjectKind.PACK, Sha256.of(BYTES));

  @RegisterExtension final ScriptedS3 service = new ScriptedS3();
  private final ScriptedServer server = service.server;
  private final S3ObjectStore store = service.store;

  S3ObjectStoreTest() throws IOException {}

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
            .withAddressing(addressing);
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
    try (S3ObjectStore keeping = S3ObjectStore.open(service.settings().withUpload(upload))) {
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
        .reply(404, "", ScriptedS3.error("NoSuchKey"))
        .reply(501, "", ScriptedS3.error("NotImplemented"))
        .reply(200, "ETag: \"1\"", "");

    store.put(ObjectName.CONFIG, ObjectContent.of(BYTES));

    assertThat(server.requests().get(2).header("If-None-Match")).isEqualTo("*");
    assertThat(server.requests().get(3).header("If-None-Match")).isEmpty();
  }

  @Test
  void a_config_that_appears_in_between_is_not_replaced() {
    server
        .reply(404, "", "", 0, Reply.Then.NEXT_REQUEST)
        .reply(404, "", ScriptedS3.error("NoSuchKey"))
        .reply(412, "", ScriptedS3.error("PreconditionFailed"));

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

  @Test
  void a_range_past_the_end_says_so() {
    server.reply(416, "Content-Range: bytes */55", ScriptedS3.error("InvalidRange"));
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

    try (S3ObjectStore identified =
        S3ObjectStore.open(service.settings().withCredentials(nobody))) {
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
    assertThat(service.settings().toString())
        .contains("credentials=Keys[accessKey=key, secretKey=***, sessionToken=***]");
  }
}
