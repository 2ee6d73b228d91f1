package io.holdfast.cli.help;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast completion}. */
@Command(
    name = "completion",
    description = {
      "Prints what lets a shell complete commands and options.",
      "",
      "bash and zsh: source <(holdfast completion bash)",
      "fish: holdfast completion fish > ~/.config/fish/completions/holdfast.fish"
    },
    footer = {
      "Examples:",
      "  holdfast completion bash",
      "  holdfast completion zsh",
      "  holdfast completion fish"
    })
public final class CompletionCommand implements Callable<ExitCode> {
  /** The shells that are known. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  private final Context context;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private Shell shell;

  public CompletionCommand(Context context) {
    this.context = context;
    this.shell = Shell.bash;
  }

  @Override
  public ExitCode call() throws IOException {
    CommandLine root = spec.commandLine().getParent();
    context
        .console()
        .out()
        .print(
            switch (shell) {
              // zsh understands bash's completions, and picocli's script asks it to
              case bash, zsh -> completingPaths(AutoComplete.bash("holdfast", root));
              case fish -> FishCompletion.of(root);
            });
    return ExitCode.DONE;
  }

  /** picocli takes file names away where it knows of nothing else; most of ours are paths. */
  private static String completingPaths(String script) {
    return script.replace("type compopt &>/dev/null && compopt +o default", ":");
  }
}
