package io.holdfast.api.apply;

import io.holdfast.api.application.ApplicationSpec;
import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.api.restore.RestoreSpec;
import io.holdfast.api.value.Reference;
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
import org.jspecify.annotations.Nullable;

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
      switch (one.kind()) {
        case Repository _, Policy _ -> {}
        case Application application -> application(one, application.spec());
        case RestorePoint point -> {
          require(one, "spec.applicationRef", Application.class, point.spec().applicationRef());
          require(one, "spec.repositoryRef", Repository.class, point.spec().repositoryRef());
        }
        case Restore restore -> restore(one, restore.spec(), applications);
      }
    }
    cycles(applications);
    return mistakes;
  }

  private void application(Declared one, ApplicationSpec spec) {
    require(one, "spec.repositoryRef", Repository.class, spec.repositoryRef());
    require(one, "spec.policyRef", Policy.class, spec.policyRef());
    for (int i = 0; i < spec.restore().after().size(); i++) {
      require(one, after(i), Application.class, spec.restore().after().get(i));
    }
  }

  private static String after(int index) {
    return "spec.restore.after[%d]".formatted(index);
  }

  private void restore(Declared one, RestoreSpec spec, Map<String, Declared> applications) {
    require(one, "spec.applicationRef", Application.class, spec.applicationRef());
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

  private void require(
      Declared one, String path, Class<? extends Kind> type, @Nullable Reference reference) {
    if (reference == null || !names.isMissing(type, reference.name())) {
      return;
    }
    var known = names.of(type);
    mistakes.add(
        one.mistake(
            path + ".name",
            "is %s, and there is no such %s%s"
                .formatted(
                    Quoted.shown(reference.name()),
                    type.getSimpleName(),
                    Nearest.question(reference.name(), known)),
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
                after(i) + ".name",
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
