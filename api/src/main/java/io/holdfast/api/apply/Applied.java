package io.holdfast.api.apply;

import io.holdfast.api.kind.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Kinds that are right as a whole, their paths absolute, in the order of the documents. */
public record Applied(List<Kind> kinds) {
  public Applied {
    kinds = List.copyOf(kinds);
  }

  /** Those of one kind. */
  public <K extends Kind> Stream<K> of(Class<K> type) {
    return kinds.stream().filter(type::isInstance).map(type::cast);
  }
}
