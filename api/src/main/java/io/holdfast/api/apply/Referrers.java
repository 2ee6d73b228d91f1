package io.holdfast.api.apply;

import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.api.value.Reference;
import java.util.List;
import java.util.stream.Stream;

/** Who names an object, and so cannot be without it. */
public final class Referrers {
  private Referrers() {}

  /** Those among these that name one of them. */
  public static List<Kind> of(Kind named, List<Kind> all) {
    return all.stream().filter(kind -> names(kind).anyMatch(name -> name.isOf(named))).toList();
  }

  private record Name(Class<? extends Kind> type, Reference reference) {
    boolean isOf(Kind kind) {
      return type.isInstance(kind) && reference.name().equals(kind.name());
    }
  }

  private static Stream<Name> names(Kind kind) {
    return switch (kind) {
      case Repository _, Policy _ -> Stream.empty();
      case Application application ->
          Stream.concat(
              Stream.concat(
                  Stream.of(new Name(Repository.class, application.spec().repositoryRef())),
                  Stream.ofNullable(application.spec().policyRef())
                      .map(policy -> new Name(Policy.class, policy))),
              application.spec().restore().after().stream()
                  .map(before -> new Name(Application.class, before)));
      case RestorePoint point ->
          Stream.of(
              new Name(Application.class, point.spec().applicationRef()),
              new Name(Repository.class, point.spec().repositoryRef()));
      case Restore restore ->
          Stream.of(new Name(Application.class, restore.spec().applicationRef()));
    };
  }
}
