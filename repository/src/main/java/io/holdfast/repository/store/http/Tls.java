package io.holdfast.repository.store.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whom we believe on the other side of a connection, and what we show to him. */
public final class Tls {
  private final SSLContext context;

  private Tls(SSLContext context) {
    this.context = context;
  }

  /**
   * As restic's options say it.
   *
   * @param authorities PEM file of the certificates that the server's must be signed by; null for
   *     those that the JDK trusts
   * @param identity PEM file of our own certificate and its private key in PKCS#8; null for none
   * @param anyServer whether every certificate is believed, so that whoever is in between can read
   *     and change what passes; the repository itself is encrypted and authenticated all the same
   * @throws io.holdfast.repository.store.RefusedException when a file does not hold what it should
   */
  public static Tls of(@Nullable Path authorities, @Nullable Path identity, boolean anyServer)
      throws IOException {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? null : keys(PemFile.read(identity)),
          anyServer
              ? new TrustManager[] {new AnyServer()}
              : authorities == null ? null : trust(PemFile.read(authorities)),
          null);
      return new Tls(context);
    } catch (GeneralSecurityException unusable) {
      throw new IOException("cannot use TLS as asked: " + unusable.getMessage(), unusable);
    }
  }

  private static TrustManager[] trust(PemFile file) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    int count = 0;
    for (Certificate certificate : file.certificates()) {
      trusted.setCertificateEntry("authority-" + count++, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust.getTrustManagers();
  }

  private static KeyManager[] keys(PemFile file) throws IOException, GeneralSecurityException {
    char[] unused = {};
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "own", file.privateKey(), unused, file.certificates().toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, unused);
    return keys.getKeyManagers();
  }

  SSLContext context() {
    return context;
  }

  /** Believes everybody, whatever the name in the certificate: asked for by {@code insecure}. */
  private static final class AnyServer extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("we are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("we are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("we are no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
