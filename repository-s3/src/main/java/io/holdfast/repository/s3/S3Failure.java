package io.holdfast.repository.s3;

import io.holdfast.repository.store.BusyException;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.http.Headers;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What a failed request means, told with what was attempted.
 *
 * <p>Services agree neither on codes nor on statuses, so both are looked at, the code first.
 */
final class S3Failure {
  private S3Failure() {}

  /** The service's code; empty when it gave none, as always to a HEAD request. */
  static String code(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  /** A header of the answer. */
  static Optional<String> header(AwsServiceException failure, String name) {
    AwsErrorDetails details = failure.awsErrorDetails();
    SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
    return response == null ? Optional.empty() : response.firstMatchingHeader(name);
  }

  static IOException of(String attempt, RuntimeException failure) {
    return failure instanceof AwsServiceException answer
        ? ofAnswer(attempt, answer)
        : withoutAnswer(attempt, failure);
  }

  /** For a body that ended early or broke off. */
  static IOException whileReading(String attempt, IOException cause) {
    String message = "cannot %s: %s".formatted(attempt, cause.getMessage());
    return cause instanceof InterruptedIOException
        ? Interruption.of(message, cause)
        : new IOException(message, cause);
  }

  private static IOException ofAnswer(String attempt, AwsServiceException failure) {
    String code = code(failure);
    AwsErrorDetails details = failure.awsErrorDetails();
    String text = details == null ? null : details.errorMessage();
    String failed =
        "cannot %s: the service answered %d%s%s"
            .formatted(
                attempt,
                failure.statusCode(),
                code.isEmpty() ? "" : " " + code,
                text == null || text.isBlank() ? "" : " (" + text.strip() + ")");
    return switch (code) {
      case "XAdminUserNotFound",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidClientTokenId",
          "UnrecognizedClientException" ->
          refused(failed + "; check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", failure);
      case "ExpiredToken", "ExpiredTokenException", "InvalidToken", "TokenRefreshRequired" ->
          refused(failed + "; the session token has expired or is wrong: get a new one", failure);
      case "RequestTimeTooSkewed" -> refused(failed + "; set this machine's clock", failure);
      case "NoSuchBucket" -> refused(failed + "; check the bucket's name and the host", failure);
      case "AuthorizationHeaderMalformed",
          "PermanentRedirect",
          "TemporaryRedirect",
          "IllegalLocationConstraintException" ->
          refused(failed + elsewhere(failure), failure);
      // what arrived there was not what was sent, or only a part of it
      case "BadDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch",
          "IncompleteBody",
          "IncompleteSignature" ->
          new IOException(failed, failure);
      case "SlowDown",
          "RequestTimeout",
          "Throttling",
          "ThrottlingException",
          "OperationAborted",
          "ConditionalRequestConflict" ->
          busy(failed, failure);
      default -> ofStatus(failed, failure);
    };
  }

  private static IOException ofStatus(String failed, AwsServiceException failure) {
    int status = failure.statusCode();
    return switch (status) {
      case 400 ->
          code(failure).isEmpty() ? new IOException(failed, failure) : refused(failed, failure);
      case 401, 403 ->
          refused(
              failed + "; check the keys and what they may do, and whether objects are locked",
              failure);
      case 507 -> refused(failed + "; the service has no more room for it", failure);
      case 408, 409, 425, 429, 500, 502, 503, 504 -> busy(failed, failure);
      default -> {
        if (status < 300) {
          yield new IOException(failed, failure); // an error inside of a success
        }
        yield status < 400
            ? refused(failed + elsewhere(failure), failure)
            : status < 500 ? refused(failed, failure) : busy(failed, failure);
      }
    };
  }

  private static String elsewhere(AwsServiceException failure) {
    return header(failure, "x-amz-bucket-region")
        .map(region -> "; the bucket is in the region " + region + ": set AWS_REGION to it")
        .orElse("; set AWS_REGION, and the host, to those of the bucket");
  }

  private static IOException refused(String message, RuntimeException failure) {
    return new RefusedException(message, failure);
  }

  private static IOException busy(String message, AwsServiceException failure) {
    @Nullable Duration pause =
        header(failure, "Retry-After").flatMap(Headers::retryAfter).orElse(null);
    return new BusyException(message, pause, failure);
  }

  private static IOException withoutAnswer(String attempt, RuntimeException failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < 20; depth++) {
      Throwable next = cause.getCause();
      if (cause instanceof IOException || next == null) {
        break;
      }
      cause = next;
    }
    String message = "cannot %s: %s".formatted(attempt, cause.getMessage());
    if (cause instanceof RefusedException) {
      return refused(message, failure);
    }
    if (cause instanceof InterruptedIOException || Thread.currentThread().isInterrupted()) {
      return Interruption.of(message, failure);
    }
    return new IOException(message, failure);
  }
}
