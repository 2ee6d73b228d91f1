package io.holdfast.host.recovery;

import io.holdfast.api.kind.Kind;
import io.holdfast.catalog.KindRows;
import io.holdfast.host.kind.file.StoredKinds;
import io.holdfast.protection.name.PointId;
import io.holdfast.schema.Documents;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kinds that restore points carry: of each kind and name the newest. */
final class FoundKinds {
  private record Found(Kind kind, PointId point, Instant cut) {}

  private final Map<String, Found> newest = new TreeMap<>();
  private final Instant now;
  private final Consumer<String> warnings;

  /**
   * @param now what a wrong clock put after it is taken only where there is nothing else
   * @param warnings is told of what is no kind
   */
  FoundKinds(Instant now, Consumer<String> warnings) {
    this.now = now;
    this.warnings = warnings;
  }

  void add(PointId point, Instant cut, Map<String, byte[]> files) {
    files.forEach((name, text) -> {
      @Nullable Found there = newest.get(name);
      if (there == null || isNewer(cut, there.cut)) {
        try {
          newest.put(name, new Found(StoredKinds.ofFile(name, text), point, cut));
        } catch (IOException unknown) {
          warnings.accept("in %s, %s".formatted(point, unknown.getMessage()));
        }
      }
    });
  }

  private boolean isNewer(Instant cut, Instant other) {
    return cut.isAfter(now) == other.isAfter(now) ? cut.isAfter(other) : other.isAfter(now);
  }

  /** All of them, as they stood in the points. */
  List<Kind> kinds() {
    return newest.values().stream().map(Found::kind).toList();
  }

  /** Those that nothing else declares. */
  List<RebuildReport.TakenKind> taken(Collection<KindRows.Applied> declared) {
    Map<String, KindRows.Applied> names = new HashMap<>();
    declared.forEach(row -> names.put(row.kind() + "/" + row.name(), row));
    return newest.values().stream()
        .filter(found -> !names.containsKey(found.kind.kind() + "/" + found.kind.name()))
        .map(
            found -> new RebuildReport.TakenKind(found.kind.kind(), found.kind.name(), found.point))
        .toList();
  }

  /** All kinds of a catalog: what was declared, and what was taken besides. */
  List<KindRows.Applied> rows(List<KindRows.Applied> declared, Instant now) {
    List<KindRows.Applied> rows = new ArrayList<>(declared);
    for (RebuildReport.TakenKind taken : taken(declared)) {
      newest.values().stream()
          .filter(found ->
              found.kind.kind().equals(taken.kind()) && found.kind.name().equals(taken.name()))
          .forEach(found -> rows.add(row(found.kind, now)));
    }
    return rows;
  }

  static KindRows.Applied row(Kind kind, Instant now) {
    return new KindRows.Applied(
        kind.kind(), kind.name(), 1, now, "", "", Documents.yaml((Record) kind));
  }
}
