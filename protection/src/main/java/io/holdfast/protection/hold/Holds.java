package io.holdfast.protection.hold;

import io.holdfast.protection.safeguard.Safeguard;
import io.holdfast.protection.safeguard.Weakening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The holds on one restore point, and the releases that were asked for.
 *
 * @param placed with different names
 * @param releases by the name of the hold
 */
public record Holds(List<Hold> placed, Map<String, Weakening> releases) {
  /** No hold. */
  public static final Holds NONE = new Holds(List.of(), Map.of());

  public Holds {
    placed = List.copyOf(placed);
    releases = Map.copyOf(releases);
    if (placed.stream().map(Hold::name).distinct().count() < placed.size()) {
      throw new IllegalArgumentException(
          "two holds of one point have the same name: expected different ones in %s"
              .formatted(placed));
    }
  }

  /** The same with one more. */
  public Holds with(Hold hold) {
    List<Hold> all = new ArrayList<>(placed);
    all.add(hold);
    return new Holds(all, releases);
  }

  /** The same without one, and without its release; that there is none is no failure. */
  public Holds without(String name) {
    Map<String, Weakening> others = new LinkedHashMap<>(releases);
    others.remove(name);
    return new Holds(placed.stream().filter(hold -> !hold.name().equals(name)).toList(), others);
  }

  /**
   * The same with a release agreed to.
   *
   * @throws IllegalArgumentException when none was asked for, or it is the one who asked
   */
  public Holds approving(String name, String by, Instant at) {
    Weakening asked = releases.get(name);
    if (asked == null) {
      throw new IllegalArgumentException(
          "cannot approve the release of '%s': nobody asked for it".formatted(name));
    }
    Map<String, Weakening> all = new LinkedHashMap<>(releases);
    all.put(name, asked.approved(by, at));
    return new Holds(placed, all);
  }

  /**
   * The same with a release asked for; one that was asked for already goes on waiting as it did.
   *
   * @throws IllegalArgumentException when there is no such hold
   */
  public Holds releasing(String name, Weakening asked) {
    if (placed.stream().noneMatch(hold -> hold.name().equals(name))) {
      throw new IllegalArgumentException(
          "cannot release '%s': the point has %s"
              .formatted(
                  name,
                  placed.isEmpty()
                      ? "no hold"
                      : "the holds "
                          + String.join(", ", placed.stream().map(Hold::name).toList())));
    }
    Map<String, Weakening> all = new LinkedHashMap<>(releases);
    all.putIfAbsent(name, asked);
    return new Holds(placed, all);
  }

  /** The holds that count at a time: those whose release was not asked for, or still waits. */
  public List<Hold> inForce(Safeguard safeguard, Instant now) {
    return placed.stream()
        .filter(hold -> {
          Weakening release = releases.get(hold.name());
          return release == null
              || !(release.standing(safeguard, now) instanceof Weakening.Standing.InEffect);
        })
        .toList();
  }
}
