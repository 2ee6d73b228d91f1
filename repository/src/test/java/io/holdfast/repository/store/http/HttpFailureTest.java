package io.holdfast.repository.store.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.store.RefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class HttpFailureTest {
  @Test
  void says_that_a_host_is_not_known() {
    ConnectException failure = new ConnectException();
    failure.initCause(new UnresolvedAddressException());

    assertThat(HttpFailure.of(failure)).hasMessage("its host name is not known");
  }

  @Test
  void a_certificate_that_nobody_vouches_for_does_not_get_better_by_waiting() {
    SSLHandshakeException failure = new SSLHandshakeException("handshake");
    failure.initCause(new CertificateException("unable to find valid certification path"));

    assertThat(HttpFailure.of(failure))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("unable to find valid certification path")
        .hasMessageContaining("--cacert");
  }

  @Test
  void other_failures_may_pass() {
    assertThat(HttpFailure.of(new SSLHandshakeException("closed")))
        .isNotInstanceOf(RefusedException.class)
        .hasMessage("TLS failed: closed");
    assertThat(HttpFailure.of(new ConnectException())).hasMessage("connection refused");
    assertThat(HttpFailure.of(new IOException((String) null))).hasMessage("IOException");
  }
}
