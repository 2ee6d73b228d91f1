package io.holdfast.repository.s3;

import io.holdfast.repository.store.Secret;
import io.holdfast.repository.store.http.HttpTransport;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/** Makes the SDK's clients so that nothing but the settings decides what they do. */
final class S3Clients {
  private S3Clients() {}

  /** A client over the engine's transport, which stays the caller's to close. */
  static S3Client s3(S3Settings settings, HttpTransport transport) {
    return s3(settings, new TransportHttpClient(transport));
  }

  static S3Client s3(S3Settings settings, SdkHttpClient http) {
    return S3Client.builder()
        .httpClient(http)
        .region(Region.of(settings.region()))
        .endpointOverride(endpoint(settings))
        .forcePathStyle(!inHost(settings))
        .dualstackEnabled(false)
        .fipsEnabled(false)
        .credentialsProvider(credentials(settings, http))
        .overrideConfiguration(plain())
        // Each put names its SHA-256 itself; checksums of the SDK's own choice come in an encoding
        // that many services do not know.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
        .build();
  }

  /** AWS's host without a region serves the oldest one alone; every region has one of its own. */
  private static URI endpoint(S3Settings settings) {
    S3Location location = settings.location();
    URI endpoint = location.endpoint();
    return location.isAmazon() && location.region().isEmpty()
        ? URI.create(
            "%s://s3.%s%s"
                .formatted(
                    endpoint.getScheme(),
                    settings.region(),
                    endpoint.getHost().substring("s3".length())))
        : endpoint;
  }

  private static boolean inHost(S3Settings settings) {
    return switch (settings.addressing()) {
      // A dot in the bucket's name would not fit the service's certificate.
      case AUTOMATIC ->
          settings.location().isAmazon() && !settings.location().bucket().contains(".");
      case PATH -> false;
      case VIRTUAL_HOST -> true;
    };
  }

  private static AwsCredentialsProvider credentials(S3Settings settings, SdkHttpClient http) {
    return switch (settings.credentials()) {
      case S3Credentials.Anonymous() -> AnonymousCredentialsProvider.create();
      case S3Credentials.Keys(String accessKey, Secret secret, Secret token) ->
          StaticCredentialsProvider.create(
              token == null
                  ? AwsBasicCredentials.create(accessKey, secret.reveal())
                  : AwsSessionCredentials.create(accessKey, secret.reveal(), token.reveal()));
      case S3Credentials.WebIdentity identity ->
          StsWebIdentityTokenFileCredentialsProvider.builder()
              .stsClient(sts(settings, identity, http))
              .roleArn(identity.roleArn())
              .roleSessionName(identity.sessionName())
              .webIdentityTokenFile(identity.tokenFile())
              .build();
    };
  }

  private static StsClient sts(
      S3Settings settings, S3Credentials.WebIdentity identity, SdkHttpClient http) {
    StsClientBuilder builder =
        StsClient.builder()
            .httpClient(http)
            .region(Region.of(settings.region()))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(plain());
    URI endpoint = identity.endpoint();
    return endpoint == null ? builder.build() : builder.endpointOverride(endpoint).build();
  }

  /** No repetitions, which are the caller's, and no files of AWS's tools. */
  private static ClientOverrideConfiguration plain() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(AwsRetryStrategy.doNotRetry())
        .defaultProfileFile(ProfileFile.aggregator().build())
        .build();
  }
}
