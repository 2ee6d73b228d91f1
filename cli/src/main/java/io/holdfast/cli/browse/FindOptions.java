package io.holdfast.cli.browse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.cli.console.StopException;
import io.holdfast.repository.find.Wanted;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.select.PatternList.LetterCase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is looked for. */
final class FindOptions {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  @Option(
      names = {"-O", "--oldest"},
      paramLabel = "TIME",
      description = "Changed at this time or later: '2026-03-14', '2026-03-14 15:09'.")
  private @Nullable String oldest;

  @Option(
      names = {"-N", "--newest"},
      paramLabel = "TIME",
      description = "Changed at this time or earlier.")
  private @Nullable String newest;

  @Option(
      names = {"-i", "--ignore-case"},
      description = "The letters' case does not matter.")
  private boolean ignoreCase;

  @Option(names = "--blob", description = "Look for files that use these data blobs.")
  private boolean blobs;

  @Option(names = "--tree", description = "Look for directories with these trees.")
  private boolean trees;

  @Option(names = "--pack", description = "Look for what uses blobs of these packs.")
  private boolean packs;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATTERN",
      description = "A name or path with *, ? and [a-z]; or the beginning of an id.")
  private List<String> patterns = List.of();

  Wanted wanted(ZoneId zone) throws StopException {
    if ((blobs ? 1 : 0) + (trees ? 1 : 0) + (packs ? 1 : 0) > 1) {
      throw StopException.usage("--blob, --tree and --pack cannot be used together");
    }
    if (blobs || trees || packs) {
      var prefixes = patterns.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
      return blobs
          ? new Wanted.Blobs(prefixes)
          : trees ? new Wanted.Trees(prefixes) : new Wanted.Packs(prefixes);
    }
    try {
      var list =
          PatternList.of(
              patterns.stream().map(pattern -> pattern.getBytes(UTF_8)).toList(),
              ignoreCase ? LetterCase.INSENSITIVE : LetterCase.SENSITIVE);
      return new Wanted.Entries(
          list,
          new Wanted.Bounds(
              time("--oldest", oldest, zone), time("--newest", newest, zone), 0, Long.MAX_VALUE));
    } catch (BadPatternException bad) {
      throw StopException.usage(String.valueOf(bad.getMessage()));
    }
  }

  private static @Nullable Instant time(String option, @Nullable String text, ZoneId zone)
      throws StopException {
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atTime(LocalTime.MIN).atZone(zone).toInstant();
      }
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text, MINUTES).atZone(zone).toInstant();
    } catch (DateTimeParseException malformed) {
      throw StopException.usage(
          "%s '%s' is no time: expected such as '2026-03-14 15:09'".formatted(option, text));
    }
  }
}
