package io.holdfast.repository.store.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.RefusedException;
import io.holdfast.testkit.peer.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real servers make of it is in {@code RestObjectStoreIT}. */
final class TlsTest {
  @TempDir private Path folder;

  @Test
  void refuses_a_file_without_certificates_and_says_what_it_expects() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "nothing");

    assertThatThrownBy(() -> Tls.of(file, null, false))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(file + " holds no certificate; expected PEM");
  }

  @Test
  void refuses_an_identity_without_its_key_and_says_how_to_make_one() throws IOException {
    ServerCertificate certificate = ServerCertificate.selfSigned(folder);

    assertThatThrownBy(() -> Tls.of(null, certificate.certificate(), false))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("openssl pkcs8");
  }

  @Test
  void refuses_a_certificate_that_was_cut() throws IOException {
    ServerCertificate certificate = ServerCertificate.selfSigned(folder);
    String whole = Files.readString(certificate.certificate());
    Path file = Files.writeString(folder.resolve("cut"), whole.substring(0, whole.length() / 2));

    assertThatThrownBy(() -> Tls.of(file, null, false)).isInstanceOf(RefusedException.class);
  }

  @Test
  void does_not_print_a_key() throws IOException {
    ServerCertificate certificate = ServerCertificate.selfSigned(folder);

    assertThat(PemFile.read(certificate.key()).toString()).isEqualTo(certificate.key().toString());
  }
}
