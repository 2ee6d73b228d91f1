package io.holdfast.repository.s3;

import io.holdfast.testkit.peer.S3Server;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class VersitygwObjectStoreIT extends S3ObjectStoreContract {
  private static S3Server server;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.versitygw();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** It answers 500 now and then where a file goes away below it. */
  @Override
  protected boolean breaksOffReads() {
    return true;
  }

  @Override
  S3Server server() {
    return server;
  }
}
