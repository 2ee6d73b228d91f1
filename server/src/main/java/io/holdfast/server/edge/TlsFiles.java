package io.holdfast.server.edge;

import io.holdfast.host.state.PrivateFile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.X509KeyManager;

/**
 * A server's certificate chain and its private key, in PEM.
 *
 * @param certificate the leaf first
 * @param key PKCS #8, without a password
 */
public record TlsFiles(Path certificate, Path key) {
  private static final int MOST = 1 << 20;

  /** Reads both, and makes sure that they belong together: else every handshake would fail. */
  PemKeyCertOptions read(Vertx vertx) throws IOException {
    var options =
        new PemKeyCertOptions().setCertValue(content(certificate)).setKeyValue(content(key));
    try {
      var manager =
          Arrays.stream(options.getKeyManagerFactory(vertx).getKeyManagers())
              .filter(X509KeyManager.class::isInstance)
              .map(X509KeyManager.class::cast)
              .findFirst()
              .orElseThrow();
      var alias = alias(manager);
      if (!belongTogether(manager.getCertificateChain(alias)[0], manager.getPrivateKey(alias))) {
        throw new IOException(
            "cannot use TLS: the key in %s is not that of the certificate in %s; give both of one pair"
                .formatted(key, certificate));
      }
      return options;
    } catch (IOException failure) {
      throw failure;
    } catch (Exception malformed) { // the framework declares no narrower one
      throw new IOException(
          "cannot use TLS with the certificate %s and the key %s: %s; expected a chain in PEM with the leaf first, and its key in PEM (PKCS #8) without a password"
              .formatted(certificate, key, malformed.getMessage()),
          malformed);
    }
  }

  private static Buffer content(Path file) throws IOException {
    return Buffer.buffer(
        PrivateFile.read(file, MOST).orElseThrow(() -> new NoSuchFileException(file.toString())));
  }

  private static String alias(X509KeyManager manager) throws GeneralSecurityException {
    for (var type : new String[] {"RSA", "EC", "EdDSA", "Ed25519"}) {
      var aliases = manager.getServerAliases(type, null);
      if (aliases != null && aliases.length > 0) {
        return Objects.requireNonNull(aliases[0]);
      }
    }
    throw new GeneralSecurityException("the key is neither RSA nor EC nor Ed25519");
  }

  private static boolean belongTogether(X509Certificate leaf, PrivateKey key)
      throws GeneralSecurityException {
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    var probe = new byte[] {1, 2, 3, 4};
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(probe);
    var signed = signature.sign();
    signature.initVerify(leaf.getPublicKey());
    signature.update(probe);
    return signature.verify(signed);
  }
}
