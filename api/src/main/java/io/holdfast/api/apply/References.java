package io.holdfast.api.apply;

import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.restore.RestoreSpec;
import io.holdfast.schema.bind.Nearest;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedSet;

/** Names of other objects: they exist, and lead in no circle. */
final class References implements Check {
  private static final int MOST_LISTED = 10;

  private final Names names;
  private final List<Mistake> mistakes = new ArrayList<>();

  References(Names names) {
    this.names = names;
  }

  @Override
  public List<Mistake> mistakes(List<Declared> declared) {
    Map<String, Declared> applications = new LinkedHashMap<>();
    for (var one : declared) {
      if (one.kind() instanceof Application application) {
        applications.put(application.name(), one);
      }
    }
    for (var one : declared) {
      Naming.of(one.kind()).forEach(naming -> require(one, naming));
      if (one.kind() instanceof Restore restore) {
        volumes(one, restore.spec(), applications);
      }
    }
    cycles(applications);
    return mistakes;
  }

  private void volumes(Declared one, RestoreSpec spec, Map<String, Declared> applications) {
    var application = applications.get(spec.applicationRef().name());
    if (application == null || !(application.kind() instanceof Application(_, var wanted, _))) {
      return;
    }
    var volumes = wanted.volumes().stream().map(Volume::name).toList();
    for (int i = 0; i < spec.volumes().size(); i++) {
      var name = spec.volumes().get(i).name();
      if (!volumes.contains(name)) {
        mistakes.add(
            one.mistake(
                "spec.volumes[%d].name".formatted(i),
                "is the unknown volume " + Quoted.shown(name) + Nearest.question(name, volumes),
                "a volume of the application: " + String.join(", ", volumes)));
      }
    }
  }

  private void require(Declared one, Naming naming) {
    var name = naming.reference().name();
    if (!names.isMissing(naming.type(), name)) {
      return;
    }
    var known = names.of(naming.type());
    mistakes.add(
        one.mistake(
            naming.path() + ".name",
            "is %s, and there is no such %s%s"
                .formatted(
                    Quoted.shown(name),
                    naming.type().getSimpleName(),
                    Nearest.question(name, known)),
            expected(known)));
  }

  private static String expected(SortedSet<String> known) {
    if (known.isEmpty()) {
      return "one that is applied before or together with this";
    }
    var listed = String.join(", ", known.stream().limit(MOST_LISTED).toList());
    return "the name of one that there is: %s%s"
        .formatted(listed, known.size() > MOST_LISTED ? ", …" : "");
  }

  /** Each circle is told once, at the reference that closes it. */
  private void cycles(Map<String, Declared> applications) {
    var state = new HashMap<String, Boolean>();
    for (var name : applications.keySet()) {
      visit(name, applications, new LinkedHashSet<>(), state);
    }
  }

  private void visit(
      String name,
      Map<String, Declared> applications,
      SequencedSet<String> way,
      Map<String, Boolean> done) {
    var one = applications.get(name);
    if (one == null
        || done.containsKey(name)
        || !(one.kind() instanceof Application(_, var spec, _))) {
      return;
    }
    way.add(name);
    var after = spec.restore().after();
    for (int i = 0; i < after.size(); i++) {
      var next = after.get(i).name();
      if (way.contains(next)) {
        var circle = new ArrayList<>(way).subList(List.copyOf(way).indexOf(next), way.size());
        mistakes.add(
            one.mistake(
                Naming.after(i) + ".name",
                "closes a circle: %s after %s".formatted(String.join(" after ", circle), next),
                "an order in which one application is the first"));
      } else {
        visit(next, applications, way, done);
      }
    }
    way.remove(name);
    done.put(name, true);
  }
}
