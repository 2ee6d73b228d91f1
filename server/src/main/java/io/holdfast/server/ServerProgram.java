package io.holdfast.server;

import io.holdfast.host.state.StateDirectory;
import io.holdfast.host.state.StateInUseException;
import io.holdfast.location.Environment;
import io.holdfast.server.access.TokenFile;
import io.holdfast.server.edge.Limits;
import io.holdfast.server.log.Log;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Objects;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Runs one server, from its command line to its end. */
public final class ServerProgram implements QuarkusApplication {
  /** Does not return: Quarkus's end takes its time, and there is nothing left to do. */
  @Override
  public int run(String... arguments) throws InterruptedException {
    var code = outcome(arguments).number();
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(code);
    return code;
  }

  private ExitCode outcome(String... arguments) throws InterruptedException {
    var options = new ServerOptions();
    var line = ServerOptions.line(options);
    try {
      line.parseArgs(arguments);
      if (line.isUsageHelpRequested()) {
        line.usage(System.out);
        return ExitCode.DONE;
      }
      return serve(options);
    } catch (ParameterException wrong) {
      System.err.println("holdfast: " + sentence(wrong));
      System.err.println("run 'holdfast server --help' to see what there is");
      return ExitCode.USAGE;
    } catch (StateInUseException taken) {
      System.err.println("holdfast: " + taken.getMessage());
      return ExitCode.LOCKED;
    } catch (IOException failure) {
      System.err.println("holdfast: " + message(failure));
      return ExitCode.FAILED;
    }
  }

  private ExitCode serve(ServerOptions options) throws IOException, InterruptedException {
    var tls = options.tls();
    var clock = InstantSource.system();
    var log = new Log(System.err, options.log(), clock);
    LibraryLog.install(log);
    var signals = StopSignals.install(log);
    var environment = new Environment(System.getenv());
    var catalog = options.catalog(environment);
    var wiring = new Wiring(log, clock, Limits.DEFAULT);
    try (var state = StateDirectory.open(options.state(environment))) {
      var tokens = TokenFile.open(state.tokens());
      try (var machine = wiring.machine(state, catalog, environment, tokens)) {
        var server = wiring.start(state, machine, tokens, options.listen(), tls);
        signals.await();
        return server.stop(options.stopTimeout()) ? ExitCode.DONE : ExitCode.FAILED;
      }
    }
  }

  /** Our own words where a value was wrong, without picocli's before them. */
  private static String sentence(ParameterException wrong) {
    return wrong.getCause() instanceof TypeConversionException value
        ? "%s: %s".formatted(optionName(wrong), value.getMessage())
        : Objects.requireNonNullElse(wrong.getMessage(), "the command line is wrong");
  }

  private static String optionName(ParameterException wrong) {
    return wrong.getArgSpec() instanceof OptionSpec option ? option.longestName() : "the value";
  }

  private static String message(IOException failure) {
    return switch (failure) {
      case FileSystemException storage -> "%s: %s".formatted(storage.getFile(), reason(storage));
      case IOException other ->
          Objects.requireNonNullElseGet(other.getMessage(), () -> other.getClass().getSimpleName());
    };
  }

  private static String reason(FileSystemException failure) {
    if (failure.getReason() != null) {
      return failure.getReason();
    }
    return switch (failure) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "is there already, and no directory";
      default -> failure.getClass().getSimpleName();
    };
  }
}
