package io.holdfast.api.application;

import io.holdfast.schema.bind.Nearest;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.ComponentException;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** Names within one document. */
final class Distinct {
  private Distinct() {}

  static <T> void require(
      String list, String field, List<T> members, Function<? super T, String> name) {
    var names = new HashSet<String>();
    for (int i = 0; i < members.size(); i++) {
      var found = name.apply(members.get(i));
      if (!names.add(found)) {
        throw new ComponentException(
            "%s[%d]%s".formatted(list, i, field),
            "is %s again".formatted(Quoted.shown(found)),
            "each name once");
      }
    }
  }

  static void requireKnown(String place, String name, List<String> volumes) {
    if (!volumes.contains(name)) {
      throw new ComponentException(
          place,
          "is the unknown volume " + Quoted.shown(name) + Nearest.question(name, volumes),
          volumes.size() == 1 ? volumes.getFirst() : "one of " + String.join(", ", volumes));
    }
  }
}
