package io.holdfast.protection.restore;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.schema.annotation.Default;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a restore would do.
 *
 * @param warnings what is lost, and what a person should know before
 * @param complete whether the point has everything that it should have
 */
public record RestorePlan(
    String run,
    PointId point,
    List<Step> steps,
    List<String> warnings,
    @Default("true") boolean complete) {
  /** Recorded before the first swap, with what the directories of all are: {@link SwapPair}. */
  public static final String SWAPS_BEGIN = "begin swaps";

  /** The warning of a plan that leaves the application's probes out. */
  static final String UNPROBED =
      "a part is not probed: the application's probes are for whole volumes";

  private static final String MADE = "made ";
  private static final String WRITING = "writing ";
  private static final String UNTOUCHED = "untouched ";

  /** Beginnings of the keys of what is recorded before a restore changes what is there. */
  public static final List<String> WRITES = List.of(WRITING, SWAPS_BEGIN);

  private static final String PART = ".part";

  private static final Pattern NAME =
      Pattern.compile("restore-[0-9]{8}t[0-9]{6}z-[0-9a-f]{4}-[0-9a-f]{4}");

  /** One step; in the order of the plan. */
  public sealed interface Step {
    /** What the step is called in records and messages; unique within a plan. */
    default String key() {
      return switch (this) {
        case Secure _ -> "secure";
        case Fill fill -> "fill " + fill.volume();
        case Probe probe -> "probe " + probe.name();
        case Swap swap -> "swap " + swap.volume();
      };
    }

    /**
     * Makes a restore point of what is there now, since it will be overwritten.
     *
     * @param required whether nothing is overwritten when that fails; else its loss was accepted
     */
    record Secure(@Default("true") boolean required) implements Step {}

    /**
     * Restores a volume of the point into a directory.
     *
     * @param include patterns of what is wanted; empty for all
     * @param over whether onto what is there
     * @param exact patterns of what is removed when it is there and not in the point
     */
    record Fill(
        VolumeName volume,
        String directory,
        List<String> include,
        boolean over,
        @Default("[]") List<String> exact)
        implements Step {
      public Fill {
        exact = List.copyOf(exact);
        include = List.copyOf(include);
      }
    }

    /** Lets a probe of the application look at the restored directories. */
    record Probe(String name) implements Step {}

    /**
     * Exchanges a restored directory with the live one, in one step: each then has the other's
     * name.
     */
    record Swap(VolumeName volume, String restored, String live) implements Step {}
  }

  /**
   * Where a volume is once everything is done.
   *
   * @param replaced where that is then which was in the directory; absent when nothing is exchanged
   */
  public record Destination(VolumeName volume, String directory, @Nullable String replaced) {}

  public RestorePlan {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a step that failed leaves, for people.
   *
   * @param key of the step
   */
  public String left(String key) {
    String filled = fills().stream().map(Step.Fill::directory).collect(joining(", "));
    if (fills().stream().anyMatch(fill -> fill.key().equals(key))) {
      return mode() == Mode.IN_PLACE
          ? "; %s is partly what was there before: restore once more".formatted(filled)
          : leftAside(key);
    }
    if (steps.stream().noneMatch(step -> step instanceof Step.Probe && step.key().equals(key))) {
      return "";
    }
    return switch (mode()) {
          case SWAP -> "; the volumes are as they were, and what was restored is in " + filled;
          case IN_PLACE -> "; what was restored stays in %s, over what was there".formatted(filled);
          case ASIDE -> "; what was restored stays in " + filled;
        }
        + "; with --no-probe nothing is asked of the application";
  }

  private String leftAside(String key) {
    StringBuilder left = new StringBuilder();
    for (Step.Fill fill : fills()) {
      if (fill.key().equals(key)) {
        return "; what is in %s by now is only a part: remove it%s".formatted(filledAt(fill), left);
      }
      left.append("; %s is whole and stays".formatted(fill.directory()));
    }
    return "";
  }

  /**
   * Where a volume is while it is being filled. A directory of the run's own has its name when it
   * is whole; until then it is nobody's but the run's.
   */
  public String filledAt(Step.Fill fill) {
    return isOwn(fill) ? fill.directory() + PART : fill.directory();
  }

  /** Whether nobody asked for the directory by name. */
  boolean isOwn(Step.Fill fill) {
    return !fill.over() && isNamedAfter(run, fill.directory());
  }

  /**
   * The volumes of which it shows that they can be had back: the point is complete, they are
   * restored as a whole to where nothing of them is, and probed.
   */
  public Set<VolumeName> rehearsed() {
    boolean shows =
        complete
            && steps.stream().anyMatch(Step.Probe.class::isInstance)
            && fills().stream().allMatch(fill -> fill.include().isEmpty() && !fill.over());
    return shows ? fills().stream().map(Step.Fill::volume).collect(toSet()) : Set.of();
  }

  /** What becomes of what is there. */
  public Mode mode() {
    if (!swaps().isEmpty()) {
      return Mode.SWAP;
    }
    return fills().stream().anyMatch(Step.Fill::over) ? Mode.IN_PLACE : Mode.ASIDE;
  }

  /** What whoever has the result should know about it; empty when there is nothing. */
  public String caveat() {
    return warnings.contains(UNPROBED) ? UNPROBED : "";
  }

  /** What is brought back, by volume. */
  public List<Step.Fill> fills() {
    return steps.stream().filter(Step.Fill.class::isInstance).map(Step.Fill.class::cast).toList();
  }

  /** All that is exchanged, or nothing of it. */
  public List<Step.Swap> swaps() {
    return steps.stream().filter(Step.Swap.class::isInstance).map(Step.Swap.class::cast).toList();
  }

  /** Of each volume that is restored. */
  public List<Destination> destinations() {
    return fills().stream().map(this::destination).toList();
  }

  private Destination destination(Step.Fill fill) {
    return swaps().stream()
        .filter(swap -> swap.volume().equals(fill.volume()))
        .map(swap -> new Destination(fill.volume(), swap.live(), swap.restored()))
        .findFirst()
        .orElseGet(() -> new Destination(fill.volume(), fill.directory(), null));
  }

  /**
   * What a new restore of a point is called, which {@link #leftBeside} knows again.
   *
   * @param distinction any number; sixteen bits of it count
   */
  public static String name(PointId point, int distinction) {
    return "restore-%s-%04x"
        .formatted(
            point.text().substring(point.application().text().length() + 1), distinction & 0xFFFF);
  }

  /**
   * The restore that a directory beside a volume is from: what it brought, or what it took out in
   * exchange.
   *
   * @param live where the application has the volume
   */
  public static Optional<String> leftBeside(String live, String directory) {
    return directory.startsWith(live + ".")
        ? Optional.of(directory.substring(live.length() + 1))
            .map(name ->
                name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name)
            .filter(run -> NAME.matcher(run).matches())
        : Optional.empty();
  }

  /** The directory of a run for a volume, where nobody named another one: beside the live one. */
  static String directory(String run, String live) {
    return "%s.%s".formatted(live, run);
  }

  /**
   * The key under which it is recorded, with its {@link DirectoryIdentity}, that the directory of a
   * volume was made: one that has its name and is another one is not the run's.
   */
  public static String made(VolumeName volume) {
    return MADE + volume;
  }

  /** The key under which it is recorded that a volume is about to be overwritten. */
  public static String writing(VolumeName volume) {
    return WRITING + volume;
  }

  /** The key under which it is recorded that nothing of it was, after all. */
  public static String untouched(VolumeName volume) {
    return UNTOUCHED + volume;
  }

  /** Whether a directory is one of {@link #directory}. */
  static boolean isNamedAfter(String run, String directory) {
    return directory.endsWith("." + run);
  }
}
