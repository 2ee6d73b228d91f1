package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom a connection by TLS trusts: the authorities in a PEM file, or those of the JDK. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  static SSLContext of(@Nullable String file) throws IOException {
    try {
      if (file == null) {
        return SSLContext.getDefault();
      }
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (var stream = Files.newInputStream(Path.of(file))) {
        for (var certificate :
            CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
          store.setCertificateEntry("authority-" + store.size(), certificate);
        }
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException failure) {
      throw new IOException(
          "could not read the authorities in '%s': expected certificates in PEM".formatted(file),
          failure);
    }
  }
}
