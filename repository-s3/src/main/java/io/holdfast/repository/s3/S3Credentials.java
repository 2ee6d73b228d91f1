package io.holdfast.repository.s3;

import io.holdfast.repository.store.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asks. */
public sealed interface S3Credentials {
  /**
   * An access key.
   *
   * @param sessionToken of temporary keys; null for lasting ones
   */
  record Keys(String accessKey, Secret secretKey, @Nullable Secret sessionToken)
      implements S3Credentials {}

  /**
   * A token that a platform (Kubernetes) puts into a file and renews, traded for temporary keys.
   *
   * @param endpoint of the security token service; null for AWS's in the region
   */
  record WebIdentity(String roleArn, Path tokenFile, String sessionName, @Nullable URI endpoint)
      implements S3Credentials {}

  /** Nobody in particular: a bucket that everybody may read. */
  record Anonymous() implements S3Credentials {}

  /** What AWS's variables say; nothing when they name nobody. */
  static Optional<S3Credentials> of(Map<String, String> variables) {
    String accessKey = variables.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secretKey = variables.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (accessKey.isEmpty() != secretKey.isEmpty()) {
      throw new IllegalArgumentException(
          "only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is set: expected both");
    }
    if (!accessKey.isEmpty()) {
      String token = variables.getOrDefault("AWS_SESSION_TOKEN", "");
      return Optional.of(
          new Keys(accessKey, new Secret(secretKey), token.isEmpty() ? null : new Secret(token)));
    }
    String file = variables.getOrDefault("AWS_WEB_IDENTITY_TOKEN_FILE", "");
    String role = variables.getOrDefault("AWS_ROLE_ARN", "");
    if (file.isEmpty() || role.isEmpty()) {
      return Optional.empty();
    }
    String endpoint = variables.getOrDefault("AWS_ENDPOINT_URL_STS", "");
    return Optional.of(
        new WebIdentity(
            role,
            Path.of(file),
            variables.getOrDefault("AWS_ROLE_SESSION_NAME", "holdfast"),
            endpoint.isEmpty() ? null : URI.create(endpoint)));
  }
}
