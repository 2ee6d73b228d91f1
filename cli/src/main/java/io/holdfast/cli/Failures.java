package io.holdfast.cli;

import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.LockWords;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.host.repository.RepositoryClosedException;
import io.holdfast.host.state.StateInUseException;
import io.holdfast.repository.lock.LockRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what ended a command into one line for a person and an {@link ExitCode}. */
final class Failures {
  private final Context context;

  Failures(Context context) {
    this.context = context;
  }

  ExitCode explain(ParameterException failure, boolean wantsJson) {
    var line = failure.getCommandLine();
    var err = context.console().err();
    if (wantsJson) {
      return json(ExitCode.USAGE, message(failure));
    }
    context.console().say(message(failure));
    if (!isLeftOut(failure) && !UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("run 'holdfast help%s' to see what there is".formatted(noun(line)));
    }
    return ExitCode.USAGE;
  }

  /** A failure that is nobody's mistake keeps its stack trace: only then does it help anyone. */
  ExitCode explain(Exception failure) {
    if (Thread.interrupted() && !(failure instanceof StopException)) {
      return say(ExitCode.INTERRUPTED, "interrupted");
    }
    if (context.console().bytes().readerLeft(failure)) {
      return ExitCode.FAILED; // whoever read it has what he wants
    }
    return switch (failure) {
      case StopException stop -> say(stop.code(), message(stop));
      case InterruptedIOException _,
          ClosedByInterruptException _,
          CancellationException _,
          InterruptedException _ ->
          say(ExitCode.INTERRUPTED, "interrupted");
      case FileSystemException storage ->
          say(ExitCode.FAILED, "%s: %s".formatted(storage.getFile(), reason(storage)));
      case LockRefusedException refused ->
          say(
              ExitCode.LOCKED,
              "the repository was locked at the same time by %s; try again later, or wait with --retry-lock 10m"
                  .formatted(
                      LockWords.holders(
                          refused.holders(), context.surroundings().clock().instant())));
      case RepositoryClosedException closed ->
          say(
              switch (closed.why()) {
                case ABSENT, REPLACED, MISNAMED -> ExitCode.NO_SUCH_REPOSITORY;
                case LOCKED -> ExitCode.LOCKED;
                case WRONG_PASSWORD -> ExitCode.WRONG_PASSWORD;
                case NO_KEY -> ExitCode.FAILED;
              },
              message(closed));
      case PlatformException told -> explain(told);
      case StateInUseException used -> say(ExitCode.LOCKED, message(used));
      case IOException storage -> say(ExitCode.FAILED, message(storage));
      case UncheckedIOException wrapped ->
          explain(Objects.requireNonNullElseGet(wrapped.getCause(), IOException::new));
      case Exception defect -> {
        var code =
            say(
                ExitCode.FAILED,
                "this is a defect of holdfast, please report it with the lines below");
        defect.printStackTrace(context.console().err());
        yield code;
      }
    };
  }

  private ExitCode explain(PlatformException told) {
    told.reasons().forEach(context.console()::say);
    told.mistakes().forEach(mistake -> context.console().say(mistake.toString()));
    return say(
        switch (told.trouble()) {
          case MISTAKEN -> ExitCode.USAGE;
          case REFUSED -> ExitCode.REFUSED_BY_POLICY;
          case NO_REPOSITORY -> ExitCode.NO_SUCH_REPOSITORY;
          case LOCKED -> ExitCode.LOCKED;
          case WRONG_PASSWORD -> ExitCode.WRONG_PASSWORD;
          case STOPPED -> ExitCode.INTERRUPTED;
          case NOT_FOUND, FORBIDDEN, FAILED -> ExitCode.FAILED;
        },
        message(told));
  }

  private ExitCode say(ExitCode code, String message) {
    if (context.json()) {
      return json(code, message);
    }
    context.console().say(message);
    return code;
  }

  private ExitCode json(ExitCode code, String message) {
    try {
      Json.message(
          context.console().err(),
          "exit_error",
          json -> {
            json.writeNumberField("code", code.number());
            json.writeStringField("message", message);
          });
    } catch (IOException impossible) {
      throw new UncheckedIOException("text in memory cannot fail to be written", impossible);
    }
    return code;
  }

  private static String message(Exception failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !unmatched.getCommandLine().getSubcommands().isEmpty()) {
      return LeftOut.sentence(unmatched.getUnmatched().getFirst());
    }
    if (failure instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(missing.getMissing().getFirst());
    }
    if (failure instanceof ParameterException malformed
        && malformed.getArgSpec() != null
        && malformed.getArgSpec().type().isEnum()
        && malformed.getArgSpec().converters().length == 0) {
      return "'%s' is no %s: expected %s"
          .formatted(
              malformed.getValue(),
              malformed.getArgSpec().paramLabel(),
              String.join(", ", malformed.getArgSpec().completionCandidates()));
    }
    return Objects.requireNonNullElseGet(
        failure.getMessage(), () -> failure.getClass().getSimpleName());
  }

  private static String missing(ArgSpec argument) {
    String name =
        argument instanceof OptionSpec option
            ? option.longestName() + " " + argument.paramLabel()
            : argument.paramLabel();
    String meaning = argument.description()[0];
    return "%s is missing: %s"
        .formatted(
            name,
            meaning.substring(0, 1).toLowerCase(Locale.ROOT)
                + meaning.substring(1, meaning.length() - 1));
  }

  private static boolean isLeftOut(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && LeftOut.isOne(unmatched.getUnmatched().getFirst());
  }

  private static String noun(CommandLine line) {
    return line.getParent() == null ? "" : noun(line.getParent()) + " " + line.getCommandName();
  }

  private static String reason(FileSystemException failure) {
    if (failure.getReason() != null) {
      return failure.getReason();
    }
    return switch (failure) {
      case FileAlreadyExistsException _ ->
          "exists already, and is left as it is; remove it, or choose another name";
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      default -> failure.getClass().getSimpleName();
    };
  }
}
