package io.holdfast.cli.option;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What alone is taken, by its path. */
public final class IncludeOptions {
  @Option(
      names = {"-i", "--include"},
      paramLabel = "PATTERN",
      description = "Take only what matches; may be repeated.")
  private List<String> include = List.of();

  @Option(
      names = "--iinclude",
      paramLabel = "PATTERN",
      description = "As --include, whatever the letters' case.")
  private List<String> insensitive = List.of();

  @Option(
      names = "--include-file",
      paramLabel = "FILE",
      description = "Take only what matches one of the patterns in a file.")
  private List<Path> files = List.of();

  @Option(
      names = "--iinclude-file",
      paramLabel = "FILE",
      description = "As --include-file, whatever the letters' case.")
  private List<Path> insensitiveFiles = List.of();

  public PatternOptions patterns() {
    return new PatternOptions("--include", include, files, insensitive, insensitiveFiles);
  }
}
