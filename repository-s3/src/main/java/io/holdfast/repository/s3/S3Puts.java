package io.holdfast.repository.s3;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Writes the requests that store objects. */
final class S3Puts {
  private static final String BYTES = "application/octet-stream";

  private final String bucket;
  private final S3Upload upload;
  private final InstantSource clock;

  S3Puts(String bucket, S3Upload upload, InstantSource clock) {
    this.bucket = bucket;
    this.upload = upload;
    this.clock = clock;
  }

  /**
   * The SHA-256 is sent along, so that the service refuses bytes that changed on their way; it is
   * also what Object Lock insists on.
   */
  PutObjectRequest request(ObjectName name, String key, ObjectContent content) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(BYTES)
            .contentLength(content.size())
            .checksumSHA256(Base64.getEncoder().encodeToString(content.sha256().bytes()));
    switch (upload.encryption()) {
      case S3Upload.Encryption.OfBucket() -> {}
      case S3Upload.Encryption.Managed() ->
          request.serverSideEncryption(ServerSideEncryption.AES256);
      case S3Upload.Encryption.KeyService(String keyId) ->
          request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(keyId);
    }
    if (name.kind() == ObjectKind.PACK) {
      if (upload.storageClass() != null) {
        request.storageClass(upload.storageClass());
      }
      if (upload.retention() != null) {
        keep(request, upload.retention());
      }
    }
    return request.build();
  }

  private void keep(PutObjectRequest.Builder request, S3Upload.Retention retention) {
    Instant until = clock.instant().plus(retention.length());
    request
        .objectLockMode(
            retention.compliance() ? ObjectLockMode.COMPLIANCE : ObjectLockMode.GOVERNANCE)
        .objectLockRetainUntilDate(until);
  }

  /** The bytes, read anew each time they are sent. */
  static RequestBody body(ObjectContent content) {
    return RequestBody.fromContentProvider(content::stream, content.size(), BYTES);
  }
}
