package io.holdfast.repository.store.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.repository.store.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates, and perhaps a private key, in PEM (RFC 7468). */
record PemFile(Path path, String text) {
  private static final long LARGEST = 4 << 20;
  private static final String KEY_BEGINS = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_ENDS = "-----END PRIVATE KEY-----";
  private static final String CERTIFICATE_BEGINS = "-----BEGIN CERTIFICATE-----";
  private static final String CERTIFICATE_ENDS = "-----END CERTIFICATE-----";

  static PemFile read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new RefusedException("there is no file %s to read certificates from".formatted(path));
    }
    if (Files.size(path) > LARGEST) {
      throw new RefusedException(
          "%s is too large for certificates: %d bytes, expected at most %d"
              .formatted(path, Files.size(path), LARGEST));
    }
    return new PemFile(path, new String(Files.readAllBytes(path), US_ASCII));
  }

  /** Those in the file, one at least. */
  List<Certificate> certificates() throws IOException {
    var found = new ArrayList<Certificate>();
    try {
      var factory = CertificateFactory.getInstance("X.509");
      for (int at = text.indexOf(CERTIFICATE_BEGINS);
          at >= 0;
          at = text.indexOf(CERTIFICATE_BEGINS, at + 1)) {
        byte[] encoded = between(at + CERTIFICATE_BEGINS.length(), CERTIFICATE_ENDS);
        found.add(factory.generateCertificate(new ByteArrayInputStream(encoded)));
      }
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new RefusedException(
          "cannot use the certificates in %s: %s".formatted(path, unreadable.getMessage()),
          unreadable);
    }
    if (found.isEmpty()) {
      throw new RefusedException(
          "%s holds no certificate; expected PEM, beginning with %s"
              .formatted(path, CERTIFICATE_BEGINS));
    }
    return found;
  }

  /** The one that belongs to the first certificate. */
  PrivateKey privateKey() throws IOException {
    int at = text.indexOf(KEY_BEGINS);
    if (at < 0) {
      throw new RefusedException(
          "%s holds no private key in PKCS#8; expected one beginning with %s, which 'openssl pkcs8 -topk8 -nocrypt' makes of others"
              .formatted(path, KEY_BEGINS));
    }
    try {
      byte[] encoded = between(at + KEY_BEGINS.length(), KEY_ENDS);
      return KeyFactory.getInstance(certificates().getFirst().getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new RefusedException(
          "cannot use the private key in %s: %s".formatted(path, unreadable.getMessage()),
          unreadable);
    }
  }

  private byte[] between(int begin, String end) {
    int until = text.indexOf(end, begin);
    if (until < 0) {
      throw new IllegalArgumentException("it has no end: " + end);
    }
    return Base64.getMimeDecoder().decode(text.substring(begin, until));
  }

  @Override
  public String toString() {
    return path.toString(); // it may hold a key
  }
}
