package io.holdfast.api.repository;

import io.holdfast.api.value.ByteSize;
import io.holdfast.api.value.Places;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a repository is, who opens it, and how it is used. */
@Doc("Where the repository is, who opens it, and how it is used.")
public record RepositorySpec(
    @Doc(
            "Where it is, in restic's notation: a directory, rest:https://HOST/PATH or"
                + " s3:https://HOST/BUCKET/PATH.")
        StoreLocation location,
    @Doc("Where its password is found.") PasswordSource password,
    @Doc("Who uses the store: the access key of S3, the user of a rest server.")
        @Nullable StoreCredentials credentials,
    @Doc("How much of the line to the store may be used.") @Default("{}") TransferLimits limits,
    @Doc("How data is compressed.") @Default("auto") Compression compression,
    @Doc("The local copy of what describes the data, which spares reading it from the store.")
        @Default("{}")
        Cache cache) {

  /** The same with its paths seen from a directory. */
  public RepositorySpec from(Path directory) {
    return new RepositorySpec(
        location.from(directory),
        password.from(directory),
        credentials == null ? null : credentials.from(directory),
        limits,
        compression,
        cache.from(directory));
  }

  /** Bytes in a second, in each direction. */
  @Doc("Bytes in a second, in each direction.")
  public record TransferLimits(
      @Doc("To the store.") @Nullable ByteSize upload,
      @Doc("From the store.") @Nullable ByteSize download) {
    public TransferLimits {
      require("upload", upload);
      require("download", download);
    }

    private static void require(String component, @Nullable ByteSize limit) {
      if (limit != null && limit.bytes() == 0) {
        throw new ComponentException(component, "is 0B", "more than nothing, or no limit at all");
      }
    }
  }

  /** How data is compressed. */
  public enum Compression {
    @Doc("Fast, and not at all where it does not help.")
    @Name("auto")
    AUTO,
    @Doc("Not at all.")
    @Name("off")
    OFF,
    @Doc("As small as can be, at the price of time.")
    @Name("max")
    MAX
  }

  /** The local copy of what describes the data. */
  @Doc("The local copy of what describes the data.")
  public record Cache(
      @Doc("Whether there is one.") @Default("true") boolean enabled,
      @Doc("Where it is; by default in the user's cache directory.") @Nullable String directory) {
    public Cache {
      Places.require("directory", directory);
    }

    Cache from(Path base) {
      return new Cache(enabled, Places.fromOrNull(base, directory));
    }
  }
}
