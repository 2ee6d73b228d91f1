package io.holdfast.api.kind;

import io.holdfast.api.value.Metadata;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A document of the group {@code holdfast.dev}. */
public sealed interface Kind permits Repository, Policy, Application, RestorePoint, Restore {
  String GROUP = "holdfast.dev";

  String VERSION = "v1alpha1";

  String API_VERSION = GROUP + "/" + VERSION;

  Metadata metadata();

  /** The same with the paths in its spec seen from a directory: the one of the file it stood in. */
  Kind from(Path directory);

  /** The kind's name, such as {@code Application}. */
  default String kind() {
    return getClass().getSimpleName();
  }

  default String name() {
    return metadata().name();
  }

  /** All kinds, in the order in which one needs the other. */
  static List<Class<? extends Kind>> all() {
    return Arrays.stream(Kind.class.getPermittedSubclasses())
        .<Class<? extends Kind>>map(type -> type.asSubclass(Kind.class))
        .toList();
  }

  /** The record of a kind by its name. */
  static Optional<Class<? extends Kind>> named(String name) {
    return all().stream().filter(type -> type.getSimpleName().equals(name)).findFirst();
  }

  /** What Kubernetes shows of a kind besides its schema. */
  static Resource resource(Class<? extends Kind> type) {
    var resource = type.getAnnotation(Resource.class);
    if (resource == null) {
      throw new IllegalStateException("%s is no @Resource".formatted(type.getName()));
    }
    return resource;
  }
}
