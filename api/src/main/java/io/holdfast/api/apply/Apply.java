package io.holdfast.api.apply;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.Document;
import io.holdfast.schema.Documents;
import io.holdfast.schema.bind.Nearest;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Mistakes;
import io.holdfast.schema.document.Position;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.document.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads everything that is declared at once. */
public final class Apply {
  private static final String NAME = "metadata.name";

  private final Bounds bounds;
  private final Mistakes mistakes;
  private final List<Declared> declared = new ArrayList<>();

  private Apply(Bounds bounds) {
    this.bounds = bounds;
    this.mistakes = new Mistakes(bounds.mistakes());
  }

  /**
   * All kinds of the sources, or all that is wrong with them.
   *
   * <p>What shows only beside other documents is checked among those that could be read by
   * themselves, so that as many mistakes as can be known are known at once; a reference to a
   * document that could not be read is no mistake of its own.
   */
  public static Reading<Applied> read(
      List<Source> sources, Surroundings surroundings, Bounds bounds) {
    var apply = new Apply(bounds);
    var names = new Names(surroundings.known());
    for (var source : sources) {
      apply.read(source, names);
    }
    apply.mistakes.addAll(names.twice());
    for (var check :
        List.of(
            new References(names),
            new Overlaps(surroundings.known(), surroundings.places(), surroundings.state()),
            new Locations(surroundings.known(), surroundings.places()),
            new Exclusions(surroundings.patterns()),
            new Programs(),
            new Schedules(surroundings.timetables()))) {
      apply.mistakes.addAll(check.mistakes(apply.declared));
    }
    if (sources.isEmpty() || (apply.declared.isEmpty() && apply.mistakes.isEmpty())) {
      apply.mistakes.add(
          sources.isEmpty() ? Position.NONE : new Position(sources.getFirst().name(), 1, 1),
          "",
          "there is no document",
          "at least one");
    }
    return apply.mistakes.unless(new Applied(apply.declared.stream().map(Declared::kind).toList()));
  }

  private void read(Source source, Names names) {
    switch (Documents.read(source.name(), source.text(), bounds)) {
      case Reading.Read<List<Document>>(var documents) ->
          documents.forEach(document -> read(document, source.directory(), names));
      case Reading.Refused<List<Document>>(var found) -> {
        mistakes.addAll(found);
        // Any name might stand in what could not be read.
        names.addUnreadable();
      }
    }
  }

  private void read(Document document, Path directory, Names names) {
    var type = type(document);
    if (type.isEmpty()) {
      names.addUnreadable();
      return;
    }
    names.addRead(type.get(), document);
    switch (document.as(type.get(), UnknownFields.REFUSE)) {
      case Reading.Read<? extends Kind>(var kind) ->
          declared.add(new Declared(kind.from(directory), document));
      case Reading.Refused<? extends Kind>(var found) -> {
        mistakes.addAll(found);
        if (found.stream().anyMatch(mistake -> mistake.path().equals(NAME))) {
          names.addUnreadable();
        }
      }
    }
  }

  private Optional<Class<? extends Kind>> type(Document document) {
    var name = document.text("kind");
    var kinds = Kind.all().stream().<String>map(Class::getSimpleName).toList();
    var type = name.flatMap(Kind::named);
    if (type.isEmpty()) {
      mistakes.add(
          document.mistake(
              "kind",
              name.map(found ->
                      "is the unknown kind " + Quoted.shown(found) + Nearest.question(found, kinds))
                  .orElse(document.has("kind") ? "is no text" : "is missing"),
              "one of " + String.join(", ", kinds)));
    }
    return type;
  }
}
