package io.holdfast.repository.s3;

import io.holdfast.repository.store.http.Patience;
import io.holdfast.repository.store.http.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A store in a bucket of a service that answers as it is told; for one test, which registers it.
 */
final class ScriptedS3 implements AfterEachCallback {
  final ScriptedServer server = new ScriptedServer();
  final S3ObjectStore store = S3ObjectStore.open(settings());

  ScriptedS3() throws IOException {}

  S3Settings settings() {
    return S3Settings.of(
            S3Location.parse("s3:" + server.uri() + "bucket/prefix"),
            Map.of(
                "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "token",
                "AWS_DEFAULT_REGION", "eu-test-7"))
        .withPatience(Patience.DEFAULT.withIdle(Duration.ofSeconds(5)));
  }

  /** The body of an answer that is an error. */
  static String error(String code) {
    return "<?xml version='1.0'?><Error><Code>%s</Code><Message>words</Message></Error>"
        .formatted(code);
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    store.close();
    server.close();
  }
}
