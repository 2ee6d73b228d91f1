package io.holdfast.repository.store.rest;

import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.http.HttpAnswer;
import io.holdfast.repository.store.http.HttpCall;
import io.holdfast.repository.store.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The server as calls see it: what stands where, and who asks. */
final class RestServer implements AutoCloseable {
  private final URI base;
  private final HttpTransport transport;
  private final @Nullable String authorization;

  RestServer(RestLocation location, HttpTransport transport) {
    this.base = location.base();
    this.transport = transport;
    this.authorization = location.credentials() == null ? null : basic(location.credentials());
  }

  private static String basic(RestLocation.Credentials credentials) {
    byte[] pair =
        (credentials.user() + ":" + credentials.password().reveal())
            .getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** The call that makes the server ready for a repository. */
  HttpCall creation() {
    return new HttpCall("POST", URI.create(base + "?create=true"));
  }

  URI object(ObjectName name) {
    ObjectKind kind = name.kind();
    return kind == ObjectKind.CONFIG
        ? base.resolve(kind.folder())
        : folder(kind).resolve(name.name());
  }

  URI folder(ObjectKind kind) {
    return base.resolve(kind.folder() + "/");
  }

  /**
   * Sends a call with the credentials and returns the answer, whatever its status.
   *
   * @param attempt what it is for, in a message: {@code "list keys in rest:…"}
   */
  HttpAnswer send(HttpCall call, String attempt) throws IOException {
    HttpCall authorized = authorization == null ? call : call.with("Authorization", authorization);
    try {
      return transport.send(authorized);
    } catch (IOException e) {
      throw RestFailure.of(attempt, e);
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
