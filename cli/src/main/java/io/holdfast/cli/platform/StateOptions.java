package io.holdfast.cli.platform;

import io.holdfast.catalog.CatalogLocation;
import io.holdfast.cli.console.StopException;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.location.Environment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where this machine keeps what it knows. */
public final class StateOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where this machine keeps its state (or HOLDFAST_STATE).")
  private @Nullable Path directory;

  @Option(
      names = "--catalog",
      paramLabel = "URL",
      description = "Keep the catalog in a PostgreSQL database (or HOLDFAST_CATALOG).")
  private @Nullable String catalog;

  /** The state directory, which may not be there yet. */
  public Path directory(Environment environment) throws StopException {
    if (directory != null) {
      return directory;
    }
    return StateDirectory.place(environment)
        .orElseThrow(() ->
            StopException.usage(
                "there is no place for the state of this machine: say --state DIR, or set HOME"));
  }

  /** Where the catalog is; in the state directory when absent. */
  public @Nullable CatalogLocation catalog(Environment environment) throws StopException {
    var text = catalog != null ? catalog : environment.named("HOLDFAST_CATALOG").orElse(null);
    try {
      return text == null ? null : CatalogLocation.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw StopException.usage(malformed);
    }
  }
}
