package io.holdfast.repository.s3;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How objects are kept by the service.
 *
 * @param storageClass such as {@code STANDARD_IA}, for packs only, since everything else is read
 *     often; null for the bucket's own
 * @param encryption by the service, besides our own
 * @param retention of packs; null for none, or the bucket's own
 */
public record S3Upload(
    @Nullable String storageClass, Encryption encryption, @Nullable Retention retention) {
  /** As the bucket has it. */
  public static final S3Upload PLAIN = new S3Upload(null, new Encryption.OfBucket(), null);

  /** What the service encrypts objects with. */
  public sealed interface Encryption {
    /** Whatever the bucket is set to. */
    record OfBucket() implements Encryption {}

    /** A key that the service manages (SSE-S3). */
    record Managed() implements Encryption {}

    /**
     * A key of a key service (SSE-KMS).
     *
     * @param keyId null for the account's default key
     */
    record KeyService(@Nullable String keyId) implements Encryption {}
  }

  /**
   * Object Lock: for so long nobody may remove a pack, counted from its upload.
   *
   * @param compliance whether not even the account's owner may; otherwise governance, which rights
   *     can override
   */
  public record Retention(boolean compliance, Duration length) {
    public Retention {
      if (!length.isPositive()) {
        throw new IllegalArgumentException(
            "a retention of %s makes no sense: it must be positive".formatted(length));
      }
    }
  }
}
