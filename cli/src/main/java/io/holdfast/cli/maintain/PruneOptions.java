package io.holdfast.cli.maintain;

import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.SizeConverter;
import io.holdfast.repository.prune.MaxUnused;
import io.holdfast.repository.prune.PruneRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much a prune does. */
final class PruneOptions {
  @Option(
      names = "--max-unused",
      paramLabel = "LIMIT",
      description = "Let so much stay unused: 5%% (default), 200M, 0 or unlimited.")
  private String maxUnused = "5%";

  @Option(
      names = "--max-repack-size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Repack packs of at most so many bytes.")
  private @Nullable Long maxRepack;

  @Option(
      names = "--repack-cacheable-only",
      description = "Repack only what a cache holds, never file content.")
  private boolean cacheableOnly;

  @Option(names = "--repack-small", description = "Put packs together that are much too small.")
  private boolean repackSmall;

  @Option(
      names = "--repack-smaller-than",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Put packs together that are smaller than this.")
  private @Nullable Long smallerThan;

  @Option(names = "--repack-uncompressed", description = "Compress what is not compressed yet.")
  private boolean uncompressed;

  @Option(
      names = "--remove-all",
      description = "Go on even when there is no snapshot left, so that everything goes.")
  private boolean removeAll;

  PruneRequest request(long packSize) throws StopException {
    try {
      var request = PruneRequest.DEFAULT.withPackSize(packSize).withMaxUnused(limit());
      request = maxRepack == null ? request : request.withMaxRepackBytes(maxRepack);
      request = repackSmall ? request.withRepackSmall() : request;
      request = smallerThan == null ? request : request.withSmallPack(smallerThan);
      request = cacheableOnly ? request.withCacheableOnly() : request;
      request = uncompressed ? request.withUncompressed() : request;
      return removeAll ? request.withRemoveAll() : request;
    } catch (IllegalArgumentException malformed) {
      throw StopException.usage(String.valueOf(malformed.getMessage()));
    }
  }

  private MaxUnused limit() throws StopException {
    if (maxUnused.equals("unlimited")) {
      return new MaxUnused.Unlimited();
    }
    try {
      if (maxUnused.endsWith("%")) {
        return new MaxUnused.Percent(
            Double.parseDouble(maxUnused.substring(0, maxUnused.length() - 1)));
      }
      return new MaxUnused.Bytes(new SizeConverter().convert(maxUnused));
    } catch (NumberFormatException | TypeConversionException malformed) {
      throw StopException.usage(
          "--max-unused %s: expected such as 5%%, 200M or unlimited".formatted(maxUnused));
    }
  }
}
