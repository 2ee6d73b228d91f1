package io.holdfast.server;

import io.holdfast.catalog.CatalogLocation;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.location.Environment;
import io.holdfast.server.edge.ListenAddress;
import io.holdfast.server.edge.TlsFiles;
import io.holdfast.server.log.LogFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The line of {@code holdfast server}. */
@Command(
    name = "holdfast server",
    description = "Answers the HTTP API on this machine until it is told to stop.",
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "The first start writes an admin token into the file 'token' in the state",
      "directory. docs/how-to/server.md shows how to issue others.",
      "",
      "Exit codes: 0 stopped as asked, 1 failed, 2 wrong command line,",
      "11 another process uses the state directory.",
      "",
      "Examples:",
      "  holdfast server",
      "  holdfast server --listen 0.0.0.0:8743 --tls-certificate tls.crt \\",
      "      --tls-key tls.key"
    })
final class ServerOptions {
  @Spec private CommandSpec spec;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = {
        "Keeps its state in DIR (or HOLDFAST_STATE);",
        "else in $XDG_STATE_HOME/holdfast, or",
        "~/.local/state/holdfast."
      })
  private @Nullable Path state;

  @Option(
      names = "--catalog",
      paramLabel = "URL",
      description = {
        "Keeps the catalog in a PostgreSQL database (or",
        "HOLDFAST_CATALOG); else in its state."
      })
  private @Nullable String catalog;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8743",
      description = "Listens there. Others than this machine need TLS. (default: ${DEFAULT-VALUE})")
  private ListenAddress listen;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "Shows this certificate chain: PEM, the leaf first.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Has this private key: PEM, without a password.")
  private @Nullable Path key;

  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Logs as text or json. (default: ${DEFAULT-VALUE})")
  private LogFormat log;

  @Option(
      names = "--stop-timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description =
          "Waits so long for what is under way when it is told to stop. (default:"
              + " ${DEFAULT-VALUE})")
  private Duration stopTimeout;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Prints this help.")
  @SuppressWarnings("unused") // picocli reads it
  private boolean help;

  /** The options of a line, to be parsed. */
  static CommandLine line(ServerOptions options) {
    return new CommandLine(options)
        .registerConverter(ListenAddress.class, text -> converted(text, ListenAddress::parse))
        .registerConverter(Duration.class, text -> converted(text, ServerOptions::duration))
        .registerConverter(LogFormat.class, text -> converted(text, ServerOptions::format))
        .setUsageHelpLongOptionsMaxWidth(30)
        .setUsageHelpWidth(80);
  }

  /** Lets the sentence through as it is: picocli puts class names around other exceptions. */
  private static <T> T converted(String text, Function<String, T> conversion) {
    try {
      return conversion.apply(text);
    } catch (IllegalArgumentException wrong) {
      var failure = new TypeConversionException(wrong.getMessage());
      failure.initCause(wrong);
      throw failure;
    }
  }

  private static LogFormat format(String text) {
    return switch (text) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default ->
          throw new IllegalArgumentException(
              "'%s' is no format of the log: expected text or json".formatted(text));
    };
  }

  private static Duration duration(String text) {
    if (!text.matches("[0-9]{1,6}[smh]")) {
      throw new IllegalArgumentException(
          "'%s' is no duration: expected a number with s, m or h, such as 90s".formatted(text));
    }
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /** Where the state is kept. */
  Path state(Environment environment) {
    if (state != null) {
      return state;
    }
    return StateDirectory.place(environment)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "there is no place for the state of this machine: say --state DIR, or set HOME"));
  }

  /** Null for the one in the state directory. */
  @Nullable CatalogLocation catalog(Environment environment) {
    var text = catalog != null ? catalog : environment.named("HOLDFAST_CATALOG").orElse(null);
    try {
      return text == null ? null : CatalogLocation.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(
          spec.commandLine(), Objects.requireNonNull(malformed.getMessage()), malformed);
    }
  }

  ListenAddress listen() {
    return listen;
  }

  /** Null for plain HTTP. */
  @Nullable TlsFiles tls() {
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new ParameterException(
          spec.commandLine(), "--tls-certificate and --tls-key go together: give both, or none");
    }
    return new TlsFiles(certificate, key);
  }

  LogFormat log() {
    return log;
  }

  Duration stopTimeout() {
    return stopTimeout;
  }
}
