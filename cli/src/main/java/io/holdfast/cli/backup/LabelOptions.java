package io.holdfast.cli.backup;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ProgramVersion;
import io.holdfast.cli.console.StopException;
import io.holdfast.location.HostNames;
import io.holdfast.repository.backup.BackupRequest;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the snapshot says about itself. */
final class LabelOptions {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  @Option(
      names = "--tag",
      paramLabel = "TAG[,TAG...]",
      description = "Label the snapshot; may be repeated.")
  private List<String> tags = List.of();

  @Option(
      names = {"-H", "--host"},
      paramLabel = "HOST",
      description = "The host it is a snapshot of (or HOLDFAST_HOST).")
  private @Nullable String host;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "Its time instead of now, in local time: '2026-03-14 15:09:26'.")
  private @Nullable String time;

  BackupRequest.Labels labels(Context context, List<String> excludes) throws IOException {
    var author =
        new SnapshotAuthor(
            HostNames.ofSnapshots(host, context.surroundings().environment()),
            System.getProperty("user.name", ""),
            Host.userId(),
            Host.groupId(),
            ProgramVersion.words());
    return new BackupRequest.Labels(time(context), tags(), author, excludes);
  }

  private List<String> tags() throws StopException {
    var all =
        tags.stream()
            .flatMap(group -> Arrays.stream(group.split(",", -1)))
            .map(String::strip)
            .toList();
    if (all.contains("")) {
      throw StopException.usage("a tag is empty: expected --tag TAG or --tag TAG,TAG");
    }
    return all;
  }

  private Instant time(Context context) throws StopException {
    if (time == null) {
      return context.surroundings().clock().instant();
    }
    try {
      return LocalDateTime.parse(time, TIME).atZone(context.surroundings().zone()).toInstant();
    } catch (DateTimeParseException malformed) {
      throw StopException.usage(
          "--time '%s' is no time: expected such as '2026-03-14 15:09:26'".formatted(time));
    }
  }
}
