package io.holdfast.cli.option;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What is left out, by its path. */
public final class ExcludeOptions {
  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "PATTERN",
      description = "Leave out what matches; may be repeated.")
  private List<String> exclude = List.of();

  @Option(
      names = "--iexclude",
      paramLabel = "PATTERN",
      description = "As --exclude, whatever the letters' case.")
  private List<String> insensitive = List.of();

  @Option(
      names = "--exclude-file",
      paramLabel = "FILE",
      description = "Leave out what matches one of the patterns in a file.")
  private List<Path> files = List.of();

  @Option(
      names = "--iexclude-file",
      paramLabel = "FILE",
      description = "As --exclude-file, whatever the letters' case.")
  private List<Path> insensitiveFiles = List.of();

  public PatternOptions patterns() {
    return new PatternOptions("--exclude", exclude, files, insensitive, insensitiveFiles);
  }
}
