package io.holdfast.api.apply;

import io.holdfast.api.application.ApplicationSpec;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.api.value.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * One object names another.
 *
 * @param path where, in the document of the one that names
 * @param type of the one that is named
 */
record Naming(String path, Class<? extends Kind> type, Reference reference) {
  /** All that an object names. */
  static List<Naming> of(Kind kind) {
    return switch (kind) {
      case Repository _, Policy _ -> List.of();
      case Application application -> of(application.spec());
      case RestorePoint point ->
          List.of(
              new Naming("spec.applicationRef", Application.class, point.spec().applicationRef()),
              new Naming("spec.repositoryRef", Repository.class, point.spec().repositoryRef()));
      case Restore restore ->
          List.of(
              new Naming(
                  "spec.applicationRef", Application.class, restore.spec().applicationRef()));
    };
  }

  private static List<Naming> of(ApplicationSpec spec) {
    var names = new ArrayList<Naming>();
    names.add(new Naming("spec.repositoryRef", Repository.class, spec.repositoryRef()));
    if (spec.policyRef() != null) {
      names.add(new Naming("spec.policyRef", Policy.class, spec.policyRef()));
    }
    for (int i = 0; i < spec.restore().after().size(); i++) {
      names.add(new Naming(after(i), Application.class, spec.restore().after().get(i)));
    }
    return names;
  }

  /** The path of an application that is to be restored before. */
  static String after(int index) {
    return "spec.restore.after[%d]".formatted(index);
  }

  boolean isOf(Kind kind) {
    return type.isInstance(kind) && reference.name().equals(kind.name());
  }
}
