package io.holdfast.repository.s3;

import io.holdfast.repository.store.ListedFile;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectStore.Listing;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists a folder page by page.
 *
 * <p>A page that contradicts itself is an error: a listing that is short without saying so makes a
 * prune delete what is needed.
 */
final class S3Listing {
  /**
   * Keys come in their order (the API says so of all but directory buckets, which are not
   * supported), so each page should bring some behind those before it. Services pass over what was
   * deleted page by page, and some answer empty pages meanwhile.
   */
  private static final int MOST_IDLE_PAGES = 100;

  private final S3Client client;
  private final S3Location location;

  S3Listing(S3Client client, S3Location location) {
    this.client = client;
    this.location = location;
  }

  void pass(ObjectKind kind, Listing listing) throws IOException {
    String attempt = "list %s in %s".formatted(kind.folder(), location);
    String folder = location.prefix() + kind.folder() + "/";
    @Nullable String token = null;
    Set<String> tokens = new HashSet<>();
    String last = "";
    do {
      ListObjectsV2Request request =
          ListObjectsV2Request.builder()
              .bucket(location.bucket())
              .prefix(folder)
              .continuationToken(token)
              .build();
      ListObjectsV2Response page = S3ObjectStore.call(attempt, () -> client.listObjectsV2(request));
      requireSound(attempt, folder, page);
      for (S3Object file : page.contents()) {
        if (!file.key().equals(folder)) { // some tools mark folders by an empty object
          String path = file.key().substring(location.prefix().length());
          ListedFile.at(kind, path, file.size()).passTo(listing);
        }
        if (file.key().compareTo(last) > 0) {
          last = file.key();
          tokens.clear(); // it has moved on, so it does not run in a circle
        }
      }
      token = next(attempt, tokens, page);
    } while (token != null);
  }

  private static void requireSound(String attempt, String folder, ListObjectsV2Response page)
      throws IOException {
    Integer count = page.keyCount();
    if (page.isTruncated() == null
        || (count != null && count != page.contents().size())
        || page.contents().stream()
            .anyMatch(file ->
                file.key() == null || !file.key().startsWith(folder) || file.size() == null)) {
      throw new IOException(
          "cannot %s: a page of the listing contradicts itself (%d entries, said to be %s)"
              .formatted(attempt, page.contents().size(), count));
    }
  }

  private static @Nullable String next(
      String attempt, Set<String> tokens, ListObjectsV2Response page) throws IOException {
    if (!page.isTruncated()) {
      return null;
    }
    String next = page.nextContinuationToken();
    if (next == null || !tokens.add(next)) {
      throw new IOException(
          "cannot %s: the service says there is more, and not where".formatted(attempt));
    }
    if (tokens.size() > MOST_IDLE_PAGES) {
      throw new IOException(
          "cannot %s: the service says there is more, and has named nothing new in %d pages"
              .formatted(attempt, MOST_IDLE_PAGES));
    }
    return next;
  }
}
