package io.holdfast.repository.s3;

import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.TruncatedObjectException;
import io.holdfast.repository.store.http.Ranges;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Asks for objects: their bytes, and how many they have. */
final class S3Reads {
  private final S3Client client;
  private final S3Location location;

  S3Reads(S3Client client, S3Location location) {
    this.client = client;
    this.location = location;
  }

  /** As {@link S3ObjectStore#read}. */
  byte[] read(ObjectName name, long offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
    if (length == 0) {
      long size = size(name);
      if (size < offset) {
        throw new TruncatedObjectException(location.toString(), name, offset, size);
      }
      return new byte[0];
    }
    String attempt = "read %d bytes at %d of %s in %s".formatted(length, offset, name, location);
    long end = offset + length;
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(location.bucket())
            .key(location.key(name))
            .range("bytes=%d-%d".formatted(offset, end - 1))
            .build();
    return S3ObjectStore.call(
        attempt,
        () -> {
          try (ResponseInputStream<GetObjectResponse> body = client.getObject(request)) {
            OptionalLong size = wholeSize(body.response());
            if (size.isPresent() && size.getAsLong() < end) {
              throw new TruncatedObjectException(location.toString(), name, end, size.getAsLong());
            }
            return exactly(attempt, body, length);
          } catch (AwsServiceException e) {
            throw explain(attempt, name, end, e);
          }
        });
  }

  private static byte[] exactly(String attempt, ResponseInputStream<?> body, int length)
      throws IOException {
    try {
      return Ranges.exactly(body, length);
    } catch (IOException e) {
      throw S3Failure.whileReading(attempt, e);
    }
  }

  private static OptionalLong wholeSize(GetObjectResponse answer) {
    if (answer.contentRange() != null) {
      return Ranges.wholeSize(answer.contentRange());
    }
    Long all = answer.contentLength(); // a whole object, as for a range of an empty one
    return all == null ? OptionalLong.empty() : OptionalLong.of(all);
  }

  private IOException explain(
      String attempt, ObjectName name, long end, AwsServiceException failure) {
    return switch (S3Failure.code(failure)) {
      case "NoSuchKey", "NoSuchBucket" ->
          new NoSuchObjectException(location.toString(), name, failure);
      case "InvalidRange" -> {
        String range = S3Failure.header(failure, "Content-Range").orElse("");
        yield new TruncatedObjectException(
            location.toString(), name, end, Ranges.wholeSize(range).orElse(-1));
      }
      default -> S3Failure.of(attempt, failure);
    };
  }

  /** As {@link S3ObjectStore#size}. */
  long size(ObjectName name) throws IOException {
    String attempt = "look at %s in %s".formatted(name, location);
    return S3ObjectStore.call(
        attempt,
        () -> {
          try {
            Long size =
                client
                    .headObject(
                        request -> request.bucket(location.bucket()).key(location.key(name)))
                    .contentLength();
            if (size == null) {
              throw new IOException(
                  "cannot %s: the service does not tell its size".formatted(attempt));
            }
            return size;
          } catch (AwsServiceException e) {
            if (e.statusCode() == 404 || e.statusCode() == 400) {
              return sizeByReading(attempt, name);
            }
            throw e;
          }
        });
  }

  /**
   * An answer to HEAD has a status, but no code: 404 can also mean an unknown access key, and 400
   * anything. The answer to GET says which, or has the object that was stored meanwhile.
   */
  private long sizeByReading(String attempt, ObjectName name) throws IOException {
    GetObjectRequest first =
        GetObjectRequest.builder()
            .bucket(location.bucket())
            .key(location.key(name))
            .range("bytes=0-0")
            .build();
    try (ResponseInputStream<GetObjectResponse> body = client.getObject(first)) {
      return wholeSize(body.response())
          .orElseThrow(() ->
              new IOException("cannot %s: the service does not tell its size".formatted(attempt)));
    } catch (AwsServiceException e) {
      if (S3Failure.code(e).equals("InvalidRange")) {
        return 0; // not even a first byte
      }
      throw explain(attempt, name, 0, e);
    }
  }
}
