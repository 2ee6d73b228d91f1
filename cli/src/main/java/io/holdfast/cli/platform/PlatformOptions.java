package io.holdfast.cli.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.StopException;
import io.holdfast.host.state.Address;
import io.holdfast.host.state.PrivateFile;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.host.state.StateInUseException;
import io.holdfast.location.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom a command asks: this machine's state, or a server. */
public final class PlatformOptions {
  private static final int LARGEST_TOKEN = 4096;

  @Mixin private StateOptions state = new StateOptions();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Ask this server (or HOLDFAST_SERVER; one that runs here is found).")
  private @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Has the token for the server (or the token itself in HOLDFAST_TOKEN).")
  private @Nullable Path tokenFile;

  @Option(
      names = "--server-ca",
      paramLabel = "FILE",
      description = "Trust a server whose certificate comes from these, in PEM.")
  private @Nullable Path authorities;

  /** What a question needs of this machine's state. */
  private enum Need {
    /** It declares something, so it may be the first. */
    ANY,
    /** It is of what was declared: a state that is not there is a mistake in its name. */
    BEGUN,
    /** Also, runs that were cut off are ended before. */
    RECOVERED
  }

  /** Connects for a question that begins no run; the caller closes it. */
  public Connection open(Context context) throws IOException, InterruptedException {
    return open(context, Need.BEGUN);
  }

  /** Connects to declare something, which begins a state where there is none. */
  public Connection openOrBegin(Context context) throws IOException, InterruptedException {
    return open(context, Need.ANY);
  }

  /**
   * Connects for a question that begins a run. Runs of this machine whose process was killed are
   * ended first, and told.
   */
  public Connection openForRuns(Context context) throws IOException, InterruptedException {
    return open(context, Need.RECOVERED);
  }

  private Connection open(Context context, Need need) throws IOException, InterruptedException {
    var environment = context.surroundings().environment();
    var address = server != null ? server : environment.named("HOLDFAST_SERVER").orElse(null);
    if (address != null) {
      return ServerConnections.open(address, token(environment, address), authorities);
    }
    var place = state.directory(environment);
    var catalog = state.catalog(environment);
    // A catalog that is named may be that of a machine that is lost.
    if (need != Need.ANY && catalog == null && !StateDirectory.isUsed(place)) {
      throw StopException.failed(
          "nothing is declared in %s: 'holdfast apply -f FILE' declares what is protected, 'holdfast catalog rebuild --repo LOCATION --password-file FILE' brings back what a lost machine declared, --state names another state"
              .formatted(place));
    }
    try {
      return new LocalConnections(context).open(place, catalog, need == Need.RECOVERED);
    } catch (StateInUseException used) {
      Address here = StateDirectory.announced(place).orElse(null);
      if (here == null) {
        throw used; // by another command, which will end
      }
      // Who names a token has no more rights than it gives.
      var token =
          tokenFile != null || environment.named("HOLDFAST_TOKEN").isPresent()
              ? token(environment, here.url())
              : read(StateDirectory.tokenIn(place)).orElseThrow(() -> used);
      return ServerConnections.open(here.url(), token, authorities);
    }
  }

  private String token(Environment environment, String address) throws IOException {
    if (tokenFile != null) {
      return read(tokenFile)
          .orElseThrow(() -> StopException.failed("%s is not there".formatted(tokenFile)));
    }
    return environment
        .named("HOLDFAST_TOKEN")
        .orElseThrow(() ->
            StopException.usage(
                "there is no token for %s: name its file by --token-file, or set HOLDFAST_TOKEN"
                    .formatted(address)));
  }

  private static Optional<String> read(Path file) throws IOException {
    return PrivateFile.read(file, LARGEST_TOKEN).map(bytes -> new String(bytes, US_ASCII));
  }
}
