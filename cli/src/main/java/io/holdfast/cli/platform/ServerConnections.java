package io.holdfast.cli.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Role;
import io.holdfast.cli.console.StopException;
import io.holdfast.location.TrustedCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
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
      client.sslContext(TrustedCertificates.of(authorities.toString()));
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
}
