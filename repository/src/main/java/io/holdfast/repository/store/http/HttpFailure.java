package io.holdfast.repository.store.http;

import io.holdfast.repository.store.RefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a call that got no answer died of, in words. */
final class HttpFailure {
  private HttpFailure() {}

  static IOException of(Throwable failure) {
    if (isOrComesOf(failure, CertificateException.class)) {
      return new RefusedException(
          "its certificate is not trusted (%s); name its authority with --cacert"
              .formatted(innermost(failure).getMessage()),
          failure);
    }
    if (failure instanceof SSLException
        && String.valueOf(failure.getMessage()).contains("plaintext connection")) {
      return new RefusedException(
          "it answered without TLS: is the port right? For a server that has no TLS, write http://"
              + " before its host",
          failure);
    }
    if (failure instanceof SSLException) {
      return new IOException("TLS failed: " + failure.getMessage(), failure);
    }
    if (isOrComesOf(failure, UnresolvedAddressException.class)
        || isOrComesOf(failure, UnknownHostException.class)) {
      return new IOException("its host name is not known", failure);
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return new IOException("it did not take the connection in time", failure);
    }
    if (failure instanceof ConnectException) {
      String why = failure.getMessage();
      return new IOException(why == null ? "connection refused" : why, failure);
    }
    String message = failure.getMessage();
    if (message != null && message.contains("header parser received no bytes")) {
      return new IOException(
          "it ended the connection without an answer, as a server with TLS does when it is called"
              + " by http://",
          failure);
    }
    return new IOException(message == null ? failure.getClass().getSimpleName() : message, failure);
  }

  private static boolean isOrComesOf(@Nullable Throwable failure, Class<?> kind) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 20; t = t.getCause()) {
      if (kind.isInstance(t)) {
        return true;
      }
      depth++;
    }
    return false;
  }

  private static Throwable innermost(Throwable failure) {
    Throwable inner = failure;
    for (int depth = 0; depth < 20; depth++) {
      Throwable cause = inner.getCause();
      if (cause == null) {
        break;
      }
      inner = cause;
    }
    return inner;
  }
}
