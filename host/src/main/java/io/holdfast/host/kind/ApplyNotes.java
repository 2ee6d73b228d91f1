package io.holdfast.host.kind;

import static java.util.stream.Collectors.toSet;

import io.holdfast.api.application.ApplicationSpec;
import io.holdfast.api.application.Probe;
import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Restore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What somebody who applies kinds should know, although nothing about them is wrong. */
public final class ApplyNotes {
  private static final String WITHOUT_EFFECT = "%s of %s %s has no effect on one machine";

  private ApplyNotes() {}

  /**
   * What follows from an apply.
   *
   * @param before all kinds as they were
   * @param after all kinds as they are
   */
  public static List<String> of(List<Kind> before, List<Kind> after) {
    List<String> notes = new ArrayList<>();
    for (Kind kind : after) {
      if (before.contains(kind)) {
        continue;
      }
      switch (kind) {
        case Application application -> {
          before.stream()
              .filter(Application.class::isInstance)
              .map(Application.class::cast)
              .filter(former -> former.name().equals(application.name()))
              .forEach(former -> notes.addAll(dropped(former, application)));
          notes.addAll(withoutEffect(application));
        }
        case Policy policy -> {
          if (policy.spec().backup().bandwidth() != null) {
            notes.add(
                WITHOUT_EFFECT.formatted("spec.backup.bandwidth", "policy", policy.name())
                    + "; limits.upload of a repository has");
          }
        }
        case Restore restore ->
            notes.add(
                "restore %s is kept, and nobody carries it out on one machine: that is 'holdfast point restore'"
                    .formatted(restore.name()));
        default -> {}
      }
    }
    return List.copyOf(notes);
  }

  private static List<String> withoutEffect(Application application) {
    ApplicationSpec spec = application.spec();
    List<String> fields = new ArrayList<>();
    if (!spec.workloads().isEmpty()) {
      fields.add("spec.workloads");
    }
    if (spec.trustDomain() != null) {
      fields.add("spec.trustDomain");
    }
    if (!spec.restore().after().isEmpty()) {
      fields.add("spec.restore.after");
    }
    List<String> notes = new ArrayList<>();
    for (String field : fields) {
      notes.add(WITHOUT_EFFECT.formatted(field, "application", application.name()));
    }
    for (Probe probe : spec.restore().probes()) {
      if (probe.check() instanceof Probe.Check.Sql) {
        notes.add(
            "probe %s of application %s asks a database, which nobody starts on one machine: restores with it are refused; let it run a command that does"
                .formatted(probe.name(), application.name()));
      }
    }
    return notes;
  }

  private static List<String> dropped(Application former, Application now) {
    Set<String> left = now.spec().volumes().stream().map(Volume::name).collect(toSet());
    return former.spec().volumes().stream()
        .map(Volume::name)
        .filter(name -> !left.contains(name))
        .map(name ->
            "application %s protects volume %s no more; the restore points that have it stay as long as they do anyway"
                .formatted(now.name(), name))
        .toList();
  }
}
