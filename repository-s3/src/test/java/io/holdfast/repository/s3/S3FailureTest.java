package io.holdfast.repository.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.BusyException;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.http.ScriptedServer;
import io.holdfast.repository.store.http.ScriptedServer.Reply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a service's refusals and excuses. */
final class S3FailureTest {
  private static final byte[] BYTES = new byte[100];
  private static final ObjectName PACK = ObjectName.of(ObjectKind.PACK, Sha256.of(BYTES));

  @RegisterExtension final ScriptedS3 service = new ScriptedS3();
  private final ScriptedServer server = service.server;
  private final S3ObjectStore store = service.store;

  S3FailureTest() throws IOException {}

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
    server.reply(status, "", ScriptedS3.error(code));

    assertThatThrownBy(() -> store.put(PACK, ObjectContent.of(BYTES)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(code)
        .hasMessageContaining("store " + PACK.path());
  }

  @Test
  void a_bucket_elsewhere_names_its_region() {
    server.reply(301, "x-amz-bucket-region: eu-west-3", ScriptedS3.error("PermanentRedirect"));

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
    server.reply(status, "Retry-After: 3", code.isEmpty() ? "" : ScriptedS3.error(code));

    assertThatThrownBy(() -> store.read(PACK, 0, 10))
        .isInstanceOfSatisfying(
            BusyException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(3)));
    assertThat(server.requests()).as("repeating is the caller's").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody"})
  void bytes_that_changed_on_their_way_may_be_sent_again(String code) {
    server.reply(400, "", ScriptedS3.error(code));

    assertThatThrownBy(() -> store.put(PACK, ObjectContent.of(BYTES)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(RefusedException.class)
        .isNotInstanceOf(BusyException.class);
  }

  @Test
  void a_missing_object_is_told_from_an_unknown_user() {
    server
        .reply(404, "", "", 0, Reply.Then.NEXT_REQUEST)
        .reply(404, "", ScriptedS3.error("NoSuchKey"));
    server
        .reply(404, "", "", 0, Reply.Then.NEXT_REQUEST)
        .reply(404, "", ScriptedS3.error("XAdminUserNotFound"));

    assertThatThrownBy(() -> store.size(PACK)).isInstanceOf(NoSuchObjectException.class);
    assertThatThrownBy(() -> store.size(PACK)).isInstanceOf(RefusedException.class);
  }
}
