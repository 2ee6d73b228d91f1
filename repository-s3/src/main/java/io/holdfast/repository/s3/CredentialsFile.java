package io.holdfast.repository.s3;

import io.holdfast.repository.store.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** The file in which AWS's programs keep access keys, a section for each profile. */
final class CredentialsFile {
  private CredentialsFile() {}

  /**
   * The keys of {@code AWS_PROFILE} (or {@code default}) in {@code AWS_SHARED_CREDENTIALS_FILE} (or
   * {@code .aws/credentials} below {@code HOME}).
   *
   * @return nothing when there is no such file, unless one of the variables names it or a profile
   * @throws IllegalArgumentException when what a variable names is not there, or not as it should
   *     be
   */
  static Optional<S3Credentials> read(Map<String, String> variables) {
    String named = variables.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", "");
    String profile = variables.getOrDefault("AWS_PROFILE", "");
    String home = variables.getOrDefault("HOME", "");
    if (named.isEmpty() && home.isEmpty()) {
      return Optional.empty();
    }
    Path file = named.isEmpty() ? Path.of(home, ".aws", "credentials") : Path.of(named);
    if (!Files.isReadable(file)) {
      if (named.isEmpty() && profile.isEmpty()) {
        return Optional.empty();
      }
      throw new IllegalArgumentException("the credentials file %s cannot be read".formatted(file));
    }
    String name = profile.isEmpty() ? "default" : profile;
    Optional<Profile> found =
        ProfileFile.builder()
            .content(file)
            .type(ProfileFile.Type.CREDENTIALS)
            .build()
            .profile(name);
    return Optional.of(
        found
            .flatMap(CredentialsFile::keys)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the credentials file %s has no access key for the profile '%s': name another one with AWS_PROFILE"
                        .formatted(file, name))));
  }

  private static Optional<S3Credentials> keys(Profile profile) {
    Optional<String> secret = profile.property("aws_secret_access_key");
    return profile
        .property("aws_access_key_id")
        .filter(_ -> secret.isPresent())
        .map(key ->
            new S3Credentials.Keys(
                key,
                new Secret(secret.orElseThrow()),
                profile.property("aws_session_token").map(Secret::new).orElse(null)));
  }
}
