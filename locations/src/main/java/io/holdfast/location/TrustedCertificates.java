package io.holdfast.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom a connection by TLS trusts: the authorities in a PEM file, or those of the JDK. */
public final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * The context of such a connection.
   *
   * @param file absent for those of the JDK
   */
  public static SSLContext of(@Nullable String file) throws IOException {
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
      if (store.size() == 0) {
        throw new CertificateException("there is no certificate in it");
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException failure) {
      throw new IOException(
          "%s cannot be read (%s): expected certificates in PEM"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }
}
