package io.holdfast.repository.s3;

import io.holdfast.repository.store.ObjectName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in which bucket a repository lies.
 *
 * @param endpoint http or https, host and port, without a path
 * @param prefix what the names of all objects begin with: empty, or ending with a slash
 */
public record S3Location(URI endpoint, String bucket, String prefix) {
  private static final String SCHEME = "s3:";
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
  private static final Pattern AMAZON =
      Pattern.compile(
          "s3(?:[.-](?<region>[a-z]{2,}(?:-[a-z]+)+-[0-9]+))?\\.amazonaws\\.com(?:\\.cn)?");

  public S3Location {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not the name of a bucket: expected s3:host/bucket/prefix".formatted(bucket));
    }
    if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
      throw new IllegalArgumentException(
          "'%s' is no prefix: expected none, or one that ends, and does not begin, with a slash"
              .formatted(prefix));
    }
  }

  /** Whether {@link #parse} understands the text. */
  public static boolean matches(String location) {
    return location.startsWith(SCHEME);
  }

  /**
   * Reads {@code s3:host/bucket/prefix}, {@code s3://host/bucket/prefix} or {@code
   * s3:https://host:port/bucket/prefix}, as restic does; without a scheme it is https. A single
   * word after {@code s3://} is refused unless it is {@code localhost}: other programs write a
   * bucket there.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static S3Location parse(String location) {
    if (!matches(location)) {
      throw new IllegalArgumentException(
          "expected a location that begins with s3:, such as s3:https://host/bucket/prefix");
    }
    String rest = location.substring(SCHEME.length());
    String scheme = "https";
    if (rest.startsWith("http://") || rest.startsWith("https://")) {
      scheme = rest.substring(0, rest.indexOf(':'));
      rest = rest.substring(rest.indexOf(':') + 3);
    } else if (rest.startsWith("//")) {
      rest = rest.substring(2);
      requireHost(rest);
    }
    String[] parts = rest.split("/", 3);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "the location names no host and bucket: expected s3:host/bucket/prefix");
    }
    return new S3Location(
        endpoint(scheme, parts[0]), parts[1], prefix(parts.length > 2 ? parts[2] : ""));
  }

  /** Other programs write {@code s3://bucket/prefix}, which would be looked up as a host. */
  private static void requireHost(String rest) {
    String host = rest.split("/", 2)[0];
    boolean isWord = host.indexOf('.') < 0 && host.indexOf(':') < 0;
    if (isWord && !host.isEmpty() && !host.equals("localhost")) {
      throw new IllegalArgumentException(
          "s3://%s names no host, as it seems: for a bucket of AWS write s3:s3.amazonaws.com/%s, for a host of this name s3:https://%s"
              .formatted(rest, rest, rest));
    }
  }

  private static URI endpoint(String scheme, String authority) {
    try {
      URI endpoint = new URI(scheme + "://" + authority);
      if (endpoint.getHost() != null && endpoint.getUserInfo() == null) {
        return endpoint;
      }
    } catch (URISyntaxException e) {
      // The exception itself, and the text, would show keys that stand in it.
      throw new IllegalArgumentException(
          "the host in 's3:…' is none: %s; expected s3:host/bucket/prefix"
              .formatted(e.getReason()));
    }
    throw new IllegalArgumentException(
        "the host in 's3:…' is none: expected s3:host/bucket/prefix; keys go into the variables"
            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }

  /** As restic cleans it: no empty parts, no dots, a slash at the end only. */
  private static String prefix(String path) {
    StringBuilder clean = new StringBuilder();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        throw new IllegalArgumentException("a prefix must not have '..' in it: '" + path + "'");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        clean.append(part).append('/');
      }
    }
    return clean.toString();
  }

  /** What an object is called in the bucket. */
  String key(ObjectName name) {
    return prefix + name.path();
  }

  /** Whether this is AWS itself. */
  boolean isAmazon() {
    return amazon().matches();
  }

  /** The region that the host names. */
  Optional<String> region() {
    Matcher host = amazon();
    return host.matches() ? Optional.ofNullable(host.group("region")) : Optional.empty();
  }

  private Matcher amazon() {
    return AMAZON.matcher(endpoint.getHost());
  }

  /** As {@link #parse} takes it. */
  @Override
  public String toString() {
    return "%s%s/%s/%s".formatted(SCHEME, endpoint, bucket, prefix);
  }
}
