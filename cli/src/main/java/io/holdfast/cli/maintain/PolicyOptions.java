package io.holdfast.cli.maintain;

import io.holdfast.cli.option.LabelledOptions;
import io.holdfast.repository.forget.RetentionPolicy;
import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which snapshots are kept. */
final class PolicyOptions {
  /** Reads a number of snapshots, or {@code unlimited}. */
  static final class CountConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        return KeepRules.parseCount(text);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(String.valueOf(malformed.getMessage()));
      }
    }
  }

  /** Reads a span such as {@code 1y5m7d2h}. */
  static final class AgeConverter implements ITypeConverter<Age> {
    @Override
    public Age convert(String text) {
      try {
        return Age.parse(text);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(String.valueOf(malformed.getMessage()));
      }
    }
  }

  @Option(
      names = {"-l", "--keep-last"},
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Keep the newest N (or unlimited).")
  private int last;

  @Option(
      names = {"-H", "--keep-hourly"},
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Keep the newest of each of the last N hours that have any.")
  private int hourly;

  @Option(
      names = {"-d", "--keep-daily"},
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Keep the newest of each of the last N days that have any.")
  private int daily;

  @Option(
      names = {"-w", "--keep-weekly"},
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Keep the newest of each of the last N weeks that have any.")
  private int weekly;

  @Option(
      names = {"-m", "--keep-monthly"},
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Keep the newest of each of the last N months that have any.")
  private int monthly;

  @Option(
      names = {"-y", "--keep-yearly"},
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Keep the newest of each of the last N years that have any.")
  private int yearly;

  @Option(
      names = "--keep-within",
      paramLabel = "AGE",
      converter = AgeConverter.class,
      description = "Keep all that are no older than this before the newest: 1y5m7d2h.")
  private Age within = Age.ZERO;

  @Option(
      names = "--keep-within-hourly",
      paramLabel = "AGE",
      converter = AgeConverter.class,
      description = "Of those within this age, keep the newest of each hour.")
  private Age withinHourly = Age.ZERO;

  @Option(
      names = "--keep-within-daily",
      paramLabel = "AGE",
      converter = AgeConverter.class,
      description = "Of those within this age, keep the newest of each day.")
  private Age withinDaily = Age.ZERO;

  @Option(
      names = "--keep-within-weekly",
      paramLabel = "AGE",
      converter = AgeConverter.class,
      description = "Of those within this age, keep the newest of each week.")
  private Age withinWeekly = Age.ZERO;

  @Option(
      names = "--keep-within-monthly",
      paramLabel = "AGE",
      converter = AgeConverter.class,
      description = "Of those within this age, keep the newest of each month.")
  private Age withinMonthly = Age.ZERO;

  @Option(
      names = "--keep-within-yearly",
      paramLabel = "AGE",
      converter = AgeConverter.class,
      description = "Of those within this age, keep the newest of each year.")
  private Age withinYearly = Age.ZERO;

  @Option(
      names = "--keep-tag",
      paramLabel = "TAG[,TAG...]",
      description = "Keep those with all these tags; may be repeated for a choice.")
  private List<String> tags = List.of();

  RetentionPolicy policy() {
    var counts = new EnumMap<Period, Integer>(Period.class);
    counts.putAll(
        Map.of(
            Period.HOUR, hourly,
            Period.DAY, daily,
            Period.WEEK, weekly,
            Period.MONTH, monthly,
            Period.YEAR, yearly));
    var ages =
        Map.of(
            Period.HOUR, withinHourly,
            Period.DAY, withinDaily,
            Period.WEEK, withinWeekly,
            Period.MONTH, withinMonthly,
            Period.YEAR, withinYearly);
    return new RetentionPolicy(
        new KeepRules(last, counts, within, ages), LabelledOptions.groups(tags));
  }
}
