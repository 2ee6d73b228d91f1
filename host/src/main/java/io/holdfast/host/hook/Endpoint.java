package io.holdfast.host.hook;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server, and who connects: read from {@code scheme://user:password@host:port/name?option=value}.
 *
 * <p>Its password is never shown: {@link #toString()} leaves it out and {@link #masked} takes it
 * out of a text. Drivers need it as a string, so it cannot be wiped.
 */
final class Endpoint {
  private static final String MASK = "***";
  private static final int NO_PORT = -1;

  private final URI uri;
  private final String user;
  private final String password;
  private final Map<String, String> options;

  private Endpoint(URI uri, String user, String password, Map<String, String> options) {
    this.uri = uri;
    this.user = user;
    this.password = password;
    this.options = options;
  }

  /**
   * @param source where the text was, for messages; the text itself is never shown
   */
  static Endpoint parse(String text, String source) throws IOException {
    URI uri;
    try {
      uri = new URI(text).parseServerAuthority();
    } catch (URISyntaxException _) {
      // The exception's message quotes the text, with the password in it.
      throw malformed(source);
    }
    if (uri.getScheme() == null || uri.getHost() == null || isAmbiguous(text, uri)) {
      throw malformed(source);
    }
    var user = "";
    var password = "";
    var raw = uri.getRawUserInfo();
    if (raw != null) {
      var colon = raw.indexOf(':');
      user = decoded(colon < 0 ? raw : raw.substring(0, colon));
      password = colon < 0 ? "" : decoded(raw.substring(colon + 1));
    }
    return new Endpoint(uri, user, password, options(uri));
  }

  /** Whether what is read as a host or a name may be the rest of a password. */
  private static boolean isAmbiguous(String text, URI uri) {
    long ats = text.chars().filter(character -> character == '@').count();
    return ats > (uri.getRawUserInfo() == null ? 0 : 1) || uri.getRawFragment() != null;
  }

  private static IOException malformed(String source) {
    return new IOException(
        ("the connection in %s has another form than expected: write"
             + " scheme://user:password@host:port/name, special characters in it as %%XX, such as @"
             + " as %%40")
            .formatted(source));
  }

  private static Map<String, String> options(URI uri) {
    var options = new LinkedHashMap<String, String>();
    var query = uri.getRawQuery();
    if (query != null) {
      Stream.of(query.split("&", -1))
          .filter(pair -> !pair.isEmpty())
          .forEach(pair -> {
            var equals = pair.indexOf('=');
            options.put(
                decoded(equals < 0 ? pair : pair.substring(0, equals)),
                equals < 0 ? "" : decoded(pair.substring(equals + 1)));
          });
    }
    return options;
  }

  /** Only {@code %XX} is decoded: a plus sign in a password is one. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** This, when its scheme is one of those a preset takes. */
  Endpoint require(String... schemes) throws IOException {
    if (Stream.of(schemes).noneMatch(uri.getScheme()::equals)) {
      throw new RefusedException(
          "the connection begins with '%s://': expected '%s://'"
              .formatted(uri.getScheme(), String.join("://' or '", schemes)));
    }
    return this;
  }

  String scheme() {
    return uri.getScheme();
  }

  String host() {
    return uri.getHost();
  }

  int port(int usual) {
    return uri.getPort() == NO_PORT ? usual : uri.getPort();
  }

  String user() {
    return user;
  }

  /** For the driver alone. */
  String password() {
    return password;
  }

  /** What stands after the slash. */
  String name() {
    var path = uri.getPath();
    return path == null || path.length() < 2 ? "" : path.substring(1);
  }

  Map<String, String> options() {
    return options;
  }

  /** A text of somebody else, such as a driver's message, without the password in any form. */
  String masked(String text) {
    var hidden = text;
    var raw = uri.getRawUserInfo();
    if (raw != null) {
      hidden = hidden.replace(raw, MASK);
      var colon = raw.indexOf(':');
      hidden = without(hidden, colon < 0 ? "" : raw.substring(colon + 1));
    }
    hidden = without(hidden, password);
    for (var option : options.entrySet()) {
      if (option.getKey().toLowerCase(Locale.ROOT).contains("password")) {
        hidden = without(hidden, option.getValue());
      }
    }
    return hidden;
  }

  private static String without(String text, String secret) {
    return secret.isEmpty() ? text : text.replace(secret, MASK);
  }

  /** The server, and nothing secret. */
  @Override
  public String toString() {
    var at = uri.getPort() == NO_PORT ? host() : host() + ":" + uri.getPort();
    return user.isEmpty() ? at : user + "@" + at;
  }
}
