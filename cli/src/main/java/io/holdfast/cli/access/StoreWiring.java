package io.holdfast.cli.access;

import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.Lines;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.GlobalOptions;
import io.holdfast.cli.option.StoreOptions;
import io.holdfast.location.ExtendedOptions;
import io.holdfast.location.Location;
import io.holdfast.location.StoreListener;
import io.holdfast.location.StoreSettings;
import io.holdfast.location.Stores;
import io.holdfast.location.UnusableSettingException;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes stores as the options say; what is wrong with those ends the command. */
public final class StoreWiring implements StoreListener {
  private final GlobalOptions options;
  private final Surroundings surroundings;
  private final Console console;

  StoreWiring(GlobalOptions options, Surroundings surroundings, Console console) {
    this.options = options;
    this.surroundings = surroundings;
    this.console = console;
  }

  /** The store at {@code location}; whether there is a repository in it is another question. */
  public ObjectStore open(Location location) throws IOException {
    try {
      return stores().open(location);
    } catch (UnusableSettingException unusable) {
      throw StopException.usage(unusable);
    }
  }

  /** Lets the store of an opened repository keep copies, now that it is known whose they are. */
  void keepCopies(ObjectStore store, String repositoryId) throws StopException {
    stores().keepCopies(store, repositoryId);
  }

  /** Where copies are kept; empty when nowhere. */
  public Optional<Path> cacheRoot() {
    return copies().place(surroundings.environment());
  }

  /** How many calls to the store at the same time. */
  int connections(Location location) throws StopException {
    try {
      return extended(options.store()).connections(location);
    } catch (UnusableSettingException unusable) {
      throw StopException.usage(unusable);
    }
  }

  // Options are filled in when the command runs, so this is made when it asks.
  private Stores stores() throws StopException {
    var store = options.store();
    var limits =
        new StoreSettings.Limits(
            rate("--limit-upload", store.uploadRate()),
            rate("--limit-download", store.downloadRate()));
    var trust =
        new StoreSettings.Trust(store.certificates(), store.clientCertificate(), store.anyServer());
    try {
      return new Stores(
          new StoreSettings(limits, trust, copies(), extended(store)),
          surroundings.environment(),
          surroundings.clock(),
          surroundings.random(),
          this);
    } catch (UnusableSettingException unusable) {
      throw StopException.usage(unusable);
    }
  }

  private StoreSettings.Copies copies() {
    return new StoreSettings.Copies(!options.store().noCache(), options.store().cacheDirectory());
  }

  private static ExtendedOptions extended(StoreOptions store) {
    // Without '=' it is an output format.
    return ExtendedOptions.of(
        store.extended().stream().filter(text -> text.indexOf('=') >= 0).toList());
  }

  private static int rate(String option, int rate) throws StopException {
    if (rate < 0 || rate > StoreSettings.Limits.MOST) {
      throw StopException.usage(
          "%s is %d: expected KiB per second, or 0 for no limit".formatted(option, rate));
    }
    return rate;
  }

  @Override
  public void repeating(int attempt, IOException failure, Duration pause, Duration budget) {
    // Also with --quiet, as in restic: for a quarter of an hour, nothing else says what is wrong.
    var words =
        "%s; try %d follows in %s, the last one within %s"
            .formatted(
                failure.getMessage(),
                attempt + 1,
                pause.toSeconds() > 0 ? Amounts.time(pause) : "under a second",
                Amounts.time(budget));
    new Lines(console, options.output().json(), false).warned(words, words, _ -> {});
  }

  @Override
  public void unusableCopies(Path directory, IOException failure) {
    console.say(
        "nothing can be kept in the cache %s (%s); this only takes longer"
            .formatted(directory, failure.getMessage()));
  }
}
