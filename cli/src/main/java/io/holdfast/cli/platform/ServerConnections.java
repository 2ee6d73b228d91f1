package io.holdfast.cli.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Role;
import io.holdfast.cli.console.StopException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Connections to a server. */
final class ServerConnections {
  private ServerConnections() {}

  /**
   * Opens one; nothing is sent yet.
   *
   * @param address without a path
   * @param authorities certificates in PEM that the server's is to come from; else the JDK's
   */
  static Connection open(String address, String token, @Nullable Path authorities)
      throws IOException {
    var client = HttpClient.newBuilder();
    if (authorities != null) {
      client.sslContext(trusting(authorities));
    }
    var platform = new HttpPlatform(parsed(address), token.strip(), client);
    // Whose the token is, the server knows.
    return new Connection(platform, new Caller("", Role.VIEWER), platform::close);
  }

  private static URI parsed(String address) throws StopException {
    try {
      var uri = URI.create(address);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && (uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // told below, as any other that is no address
    }
    throw StopException.usage(
        "'%s' is no address of a server: expected https://HOST:PORT, or http:// on this machine"
            .formatted(address));
  }

  private static SSLContext trusting(Path authorities) throws IOException {
    try (var stream = Files.newInputStream(authorities)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      if (store.size() == 0) {
        throw new CertificateException("there is no certificate in it");
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException malformed) {
      throw new IOException(
          "%s cannot be read (%s): expected certificates in PEM"
              .formatted(authorities, malformed.getMessage()),
          malformed);
    }
  }
}
