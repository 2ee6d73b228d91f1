package io.holdfast.repository.s3;

import io.holdfast.repository.store.http.Patience;
import io.holdfast.repository.store.http.Tls;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a store in a bucket needs to know.
 *
 * @param region that requests are signed for
 * @param tls null to trust the certificates that the JDK trusts
 */
public record S3Settings(
    S3Location location,
    String region,
    Addressing addressing,
    S3Credentials credentials,
    S3Upload upload,
    Patience patience,
    @Nullable Tls tls) {
  /** How a bucket is named in a request. */
  public enum Addressing {
    /** In the host for AWS itself, in the path elsewhere. */
    AUTOMATIC,
    /** {@code https://host/bucket/…}: what every service understands. */
    PATH,
    /** {@code https://bucket.host/…}. */
    VIRTUAL_HOST
  }

  /**
   * What a location and AWS's variables say, everything else as usual.
   *
   * <p>Read are {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code
   * AWS_SESSION_TOKEN}; or {@code AWS_ROLE_ARN}, {@code AWS_WEB_IDENTITY_TOKEN_FILE}, {@code
   * AWS_ROLE_SESSION_NAME}, {@code AWS_ENDPOINT_URL_STS}; or the file of {@code
   * AWS_SHARED_CREDENTIALS_FILE} and {@code AWS_PROFILE}; and {@code AWS_REGION} or {@code
   * AWS_DEFAULT_REGION}.
   *
   * @throws IllegalArgumentException when they name nobody to ask as
   */
  public static S3Settings of(S3Location location, Map<String, String> variables) {
    S3Credentials credentials =
        S3Credentials.of(variables)
            .or(() -> CredentialsFile.read(variables))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no credentials for %s: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or put them into ~/.aws/credentials"
                        .formatted(location)));
    return new S3Settings(
        location,
        region(location, variables),
        Addressing.AUTOMATIC,
        credentials,
        S3Upload.PLAIN,
        Patience.DEFAULT,
        null);
  }

  private static String region(S3Location location, Map<String, String> variables) {
    for (String variable : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      String region = variables.getOrDefault(variable, "");
      if (!region.isEmpty()) {
        return region;
      }
    }
    return location.region().orElse("us-east-1");
  }

  /** The same for another region. */
  public S3Settings withRegion(String other) {
    return new S3Settings(location, other, addressing, credentials, upload, patience, tls);
  }

  /** The same with another addressing. */
  public S3Settings withAddressing(Addressing other) {
    return new S3Settings(location, region, other, credentials, upload, patience, tls);
  }

  /** The same as somebody else. */
  public S3Settings withCredentials(S3Credentials other) {
    return new S3Settings(location, region, addressing, other, upload, patience, tls);
  }

  /** The same, keeping objects otherwise. */
  public S3Settings withUpload(S3Upload other) {
    return new S3Settings(location, region, addressing, credentials, other, patience, tls);
  }

  /** The same, waiting otherwise. */
  public S3Settings withPatience(Patience other) {
    return new S3Settings(location, region, addressing, credentials, upload, other, tls);
  }

  /** The same over connections of another kind. */
  public S3Settings withTls(Tls other) {
    return new S3Settings(location, region, addressing, credentials, upload, patience, other);
  }
}
