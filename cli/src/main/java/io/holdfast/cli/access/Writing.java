package io.holdfast.cli.access;

import io.holdfast.cli.console.StopException;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.codec.CompressionLevel;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/**
 * How new packs are made, as options and variables say it.
 *
 * @param level of compression
 * @param packs size of packs, and how many are uploaded at a time
 */
public record Writing(CompressionLevel level, BlobWriter.Settings packs) {
  public static Writing of(Context context) throws IOException {
    var options = context.options();
    var environment = context.surroundings().environment();
    var level =
        Objects.requireNonNullElseGet(
            options.store().compression(), () -> environment.own("COMPRESSION").orElse("auto"));
    var size =
        Objects.requireNonNullElseGet(
            options.store().packSize(), () -> environment.own("PACK_SIZE").orElse("16"));
    return new Writing(level(level), packs(size, context.sessions().connections()));
  }

  private static CompressionLevel level(String text) throws StopException {
    try {
      return CompressionLevel.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw StopException.usage(
          "compression '%s' is not known: expected off, fastest, auto, better or max"
              .formatted(text));
    }
  }

  private static BlobWriter.Settings packs(String mebibytes, int uploads) throws StopException {
    try {
      return new BlobWriter.Settings((long) Integer.parseInt(mebibytes) << 20, uploads);
    } catch (IllegalArgumentException malformed) {
      throw StopException.usage(
          "a pack size of '%s' is not possible: expected 4 to 128, in MiB".formatted(mebibytes));
    }
  }
}
