package io.holdfast.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.ExcludeOptions;
import io.holdfast.cli.option.SizeConverter;
import io.holdfast.location.Environment;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.Rules;
import io.holdfast.repository.select.TagFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is left out, and by which rule. */
final class ExclusionOptions {
  @Mixin private ExcludeOptions patterns = new ExcludeOptions();

  @Option(
      names = "--exclude-caches",
      description = "Leave out what is in directories with a CACHEDIR.TAG.")
  private boolean caches;

  @Option(
      names = "--exclude-if-present",
      paramLabel = "NAME[:HEADER]",
      description = "Leave out what is in directories with such a file.")
  private List<String> markers = List.of();

  @Option(
      names = "--exclude-larger-than",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Leave out larger files: 4096, 100K, 20M, 3G.")
  private @Nullable Long largest;

  @Option(
      names = {"-x", "--one-file-system"},
      description = "Stay on the file systems of the paths.")
  private boolean oneFileSystem;

  Rules rules(Environment environment) throws IOException {
    var tags = new ArrayList<TagFile>();
    try {
      for (var marker : markers) {
        tags.add(TagFile.parse(marker.getBytes(UTF_8)));
      }
    } catch (BadPatternException bad) {
      throw StopException.usage("--exclude-if-present: " + bad.getMessage());
    }
    if (caches) {
      tags.add(TagFile.CACHE);
    }
    return new Rules(
        patterns.patterns().lists(environment::orEmpty),
        tags,
        largest == null ? OptionalLong.empty() : OptionalLong.of(largest),
        oneFileSystem);
  }

  /** For the snapshot: what was asked for, in the user's words. */
  List<String> texts(Environment environment) throws IOException {
    return patterns.patterns().texts(environment::orEmpty);
  }
}
