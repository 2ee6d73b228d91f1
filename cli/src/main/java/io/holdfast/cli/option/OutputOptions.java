package io.holdfast.cli.option;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What is printed how. */
public final class OutputOptions {
  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON for other programs; docs/json.md describes it.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print results and failures only.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print more, one line for each file; twice for the most.")
  private boolean[] verbose = {};

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Print the command's help.")
  private boolean help;

  public boolean json() {
    return json;
  }

  public boolean quiet() {
    return quiet;
  }

  /** 0 to 2. */
  public int verbosity() {
    return Math.min(2, verbose.length);
  }

  public boolean help() {
    return help;
  }
}
