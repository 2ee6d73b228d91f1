package io.holdfast.cli.command;

import io.holdfast.cli.console.StopException;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds objects by the beginning of their ids. */
final class ObjectIds {
  private ObjectIds() {}

  static List<ObjectName> all(ObjectStore store, ObjectKind kind) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    store.list(kind, (name, _) -> names.add(name));
    names.sort(null);
    return names;
  }

  /** The one object whose id begins so. */
  static ObjectName find(ObjectStore store, ObjectKind kind, String beginning) throws IOException {
    if (Sha256.isWellFormed(beginning)) {
      return new ObjectName(kind, beginning);
    }
    var fitting =
        all(store, kind).stream()
            .filter(name -> !beginning.isEmpty() && name.name().startsWith(beginning))
            .toList();
    if (fitting.size() != 1) {
      throw StopException.failed(
          "%s in %s begin with '%s', expected exactly one"
              .formatted(
                  fitting.isEmpty() ? "no ids" : fitting.size() + " ids",
                  kind.folder(),
                  beginning));
    }
    return fitting.getFirst();
  }
}
