package io.holdfast.api.apply;

import io.holdfast.api.kind.Application;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Patterns that can be read: one that cannot would fail every backup of its volume. */
final class Exclusions implements Check {
  private final Predicate<String> readable;

  Exclusions(Predicate<String> readable) {
    this.readable = readable;
  }

  @Override
  public List<Mistake> mistakes(List<Declared> declared) {
    var mistakes = new ArrayList<Mistake>();
    for (var one : declared) {
      if (one.kind() instanceof Application application) {
        var volumes = application.spec().volumes();
        for (int i = 0; i < volumes.size(); i++) {
          var excludes = volumes.get(i).excludes();
          for (int j = 0; j < excludes.size(); j++) {
            if (!readable.test(excludes.get(j))) {
              mistakes.add(
                  one.mistake(
                      "spec.volumes[%d].excludes[%d]".formatted(i, j),
                      "is %s, which is no pattern".formatted(Quoted.shown(excludes.get(j))),
                      "a pattern of restic's, such as *.tmp or cache/**"));
            }
          }
        }
      }
    }
    return mistakes;
  }
}
