package io.holdfast.server.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a server listens.
 *
 * @param host a name or an address, without brackets
 * @param port 0 for one that is free
 */
public record ListenAddress(String host, int port) {

  /** Reads {@code HOST:PORT}, with an IPv6 address in brackets. */
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    var host = colon < 0 ? "" : text.substring(0, colon);
    var port = text.substring(colon + 1);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      host = "";
    }
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      throw new IllegalArgumentException(
          "'%s' is no place to listen at: expected HOST:PORT, such as 127.0.0.1:8743 or [::1]:8743"
              .formatted(text));
    }
    return new ListenAddress(host, Integer.parseInt(port));
  }

  /** Looked up once, so that what was judged is what is bound. */
  InetAddress resolve() throws UnknownHostException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      var failure =
          new UnknownHostException(
              "cannot listen at %s: no address is known for '%s'; use an address of this machine"
                  .formatted(this, host));
      failure.initCause(unknown);
      throw failure;
    }
  }

  ListenAddress withPort(int bound) {
    return new ListenAddress(host, bound);
  }

  /** As clients write it; who listens everywhere is also here. */
  String url(boolean tls) {
    var name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : bracketed();
    return (tls ? "https://" : "http://") + name + ":" + port;
  }

  private String bracketed() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  @Override
  public String toString() {
    return bracketed() + ":" + port;
  }
}
