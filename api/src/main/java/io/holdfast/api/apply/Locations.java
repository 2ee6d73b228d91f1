package io.holdfast.api.apply;

import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Repository;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Repositories in one place: that is one repository, and it has one name. */
final class Locations implements Check {
  private final List<Kind> known;
  private final UnaryOperator<Path> places;

  Locations(List<Kind> known, UnaryOperator<Path> places) {
    this.known = known;
    this.places = places;
  }

  @Override
  public List<Mistake> mistakes(List<Declared> declared) {
    Map<String, String> names = new HashMap<>();
    for (Kind kind : known) {
      if (kind instanceof Repository repository
          && declared.stream().noneMatch(one -> isSame(one.kind(), repository))) {
        names.put(place(repository), repository.name());
      }
    }
    List<Mistake> mistakes = new ArrayList<>();
    for (Declared one : declared) {
      if (one.kind() instanceof Repository repository) {
        String other = names.putIfAbsent(place(repository), repository.name());
        if (other != null && !other.equals(repository.name())) {
          mistakes.add(
              one.mistake(
                  "spec.location",
                  "is %s, where repository %s is"
                      .formatted(
                          Quoted.shown(repository.spec().location().text()), Quoted.shown(other)),
                  "one name for each repository, by which all applications refer to it"));
        }
      }
    }
    return mistakes;
  }

  private static boolean isSame(Kind kind, Repository repository) {
    return kind instanceof Repository other && other.name().equals(repository.name());
  }

  private String place(Repository repository) {
    var location = repository.spec().location();
    return location
        .directory()
        .map(path -> places.apply(Path.of(path).normalize()).toString())
        .orElseGet(() -> location.text().replaceFirst("/+$", ""));
  }
}
