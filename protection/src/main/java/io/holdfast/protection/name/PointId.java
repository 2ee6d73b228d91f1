package io.holdfast.protection.name;

import io.holdfast.schema.annotation.AsText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a restore point, such as {@code shop-20261129t041500z-7f3a}: the application, when
 * its run began (UTC) and four digits that keep two of one second apart.
 *
 * <p>It is the name of the run that makes the point, too.
 */
@AsText(expected = "a restore point such as shop-20261129t041500z-7f3a")
public record PointId(String text) implements Comparable<PointId> {
  private static final Pattern SHAPE =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?-[0-9]{8}t[0-9]{6}z-[0-9a-f]{4}");

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int MOMENT_LENGTH = "20261129t041500z".length();

  /** What stands after the application's name. */
  private static final int SUFFIX = "-20261129t041500z-7f3a".length();

  /**
   * @throws IllegalArgumentException when it is no such name
   */
  public PointId {
    if (text.length() > Label.LONGEST + SUFFIX
        || !SHAPE.matcher(text).matches()
        || start(text).isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is no restore point: expected a name such as shop-20261129t041500z-7f3a"
              .formatted(text));
    }
  }

  /**
   * The name of a point whose run begins at {@code start}.
   *
   * @param distinction any number; sixteen bits of it count
   */
  public static PointId of(ApplicationName application, Instant start, int distinction) {
    return new PointId(
        "%s-%s-%04x".formatted(application, MOMENT.format(start), distinction & 0xFFFF));
  }

  /** The application whose point it is. */
  public ApplicationName application() {
    return new ApplicationName(text.substring(0, text.length() - SUFFIX));
  }

  /** When the run that makes it began, in whole seconds. */
  public Instant start() {
    return start(text).orElseThrow();
  }

  private static Optional<Instant> start(String text) {
    int from = text.length() - SUFFIX + 1;
    try {
      return Optional.of(MOMENT.parse(text.substring(from, from + MOMENT_LENGTH), Instant::from));
    } catch (DateTimeParseException noMoment) {
      return Optional.empty();
    }
  }

  /** Parses a name. */
  public static PointId parse(String text) {
    return new PointId(text);
  }

  @Override
  public int compareTo(PointId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
