package io.holdfast.repository.store.http;

import io.holdfast.repository.store.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that a store's own must be signed by, in place of the JDK's. */
public final class Authorities {
  private static final long LARGEST_FILE = 4 << 20;

  private final SSLContext context;

  private Authorities(SSLContext context) {
    this.context = context;
  }

  /**
   * Reads one or more certificates from a PEM file, as restic's {@code --cacert}.
   *
   * @throws RefusedException when the file holds none
   */
  public static Authorities read(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new RefusedException(
          "%s is too large for certificates: %d bytes, expected at most %d"
              .formatted(file, Files.size(file), LARGEST_FILE));
    }
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (certificates.isEmpty()) {
        throw new RefusedException(
            "%s holds no certificate; expected PEM, beginning with -----BEGIN CERTIFICATE-----"
                .formatted(file));
      }
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      int count = 0;
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("authority-" + count++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new Authorities(context);
    } catch (GeneralSecurityException unreadable) {
      throw new RefusedException(
          "cannot use the certificates in %s: %s".formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  SSLContext context() {
    return context;
  }
}
