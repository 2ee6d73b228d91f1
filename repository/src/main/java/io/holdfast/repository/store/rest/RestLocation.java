package io.holdfast.repository.store.rest;

import io.holdfast.repository.store.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a REST store answers and who asks there.
 *
 * @param base absolute http or https URL without user and password, with a slash at the end
 * @param credentials null for none
 */
public record RestLocation(URI base, @Nullable Credentials credentials) {
  private static final String SCHEME = "rest:";

  /** A user's name and password, for HTTP's basic authentication. */
  public record Credentials(String user, Secret password) {
    public Credentials(String user, String password) {
      this(user, new Secret(password));
    }
  }

  public RestLocation {
    String scheme = String.valueOf(base.getScheme());
    if (base.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "'%s' is no place of a REST store: expected rest:http://host:port/path/ or rest:https://…"
              .formatted(withoutUser(base)));
    }
    if (base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || !base.getRawPath().endsWith("/")) {
      throw new IllegalArgumentException(
          "'%s' is no base URL: expected neither user nor query nor fragment, and a slash at the end"
              .formatted(withoutUser(base)));
    }
  }

  /** Whether {@link #parse} understands the text. */
  public static boolean matches(String location) {
    return location.startsWith(SCHEME);
  }

  /**
   * Reads {@code rest:http://user:password@host:port/path/} as restic does; user, password, port,
   * path and the last slash may be missing.
   *
   * @throws IllegalArgumentException when it is something else; the message leaves out a password
   */
  public static RestLocation parse(String location) {
    URI given = uri(location);
    String path = given.getRawPath() == null ? "" : given.getRawPath();
    if (given.getRawQuery() != null || given.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "'rest:%s' has a query or a fragment: expected rest:http://host:port/path/"
              .formatted(withoutUser(given)));
    }
    String authority = String.valueOf(given.getRawAuthority());
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    String slash = path.endsWith("/") ? "" : "/";
    URI base = URI.create("%s://%s%s%s".formatted(given.getScheme(), host, path, slash));
    return new RestLocation(base, credentials(given).orElse(null));
  }

  private static URI uri(String location) {
    if (!matches(location)) {
      throw new IllegalArgumentException(
          "expected a location that begins with rest:, such as rest:http://host:8000/path/");
    }
    try {
      URI given = new URI(location.substring(SCHEME.length()));
      if (given.getHost() == null) {
        throw new URISyntaxException("", "it names no host");
      }
      return given;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the location of the REST store is no URL: %s; expected rest:http://user:password@host:port/path/, special characters in the password written as %%41"
              .formatted(e.getReason()));
    }
  }

  private static Optional<Credentials> credentials(URI given) {
    String user = given.getRawUserInfo();
    if (user == null || user.isEmpty()) {
      return Optional.empty();
    }
    int colon = user.indexOf(':');
    return colon < 0
        ? Optional.of(new Credentials(decode(user), ""))
        : Optional.of(
            new Credentials(decode(user.substring(0, colon)), decode(user.substring(colon + 1))));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static URI withoutUser(URI uri) {
    String authority = String.valueOf(uri.getRawAuthority());
    int at = authority.lastIndexOf('@');
    return at < 0 ? uri : URI.create(uri.toString().replace(authority.substring(0, at + 1), ""));
  }

  /** The same with these credentials, unless it names some already. */
  public RestLocation withDefault(Credentials other) {
    return credentials == null ? new RestLocation(base, other) : this;
  }

  /** As {@link #parse} takes it, without the credentials. */
  @Override
  public String toString() {
    return SCHEME + base;
  }
}
