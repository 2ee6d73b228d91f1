package io.holdfast.host.kind;

import static java.util.stream.Collectors.toSet;

import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Restore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What somebody who applies kinds should know, although nothing about them is wrong. */
public final class ApplyNotes {
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
        case Application application ->
            before.stream()
                .filter(Application.class::isInstance)
                .map(Application.class::cast)
                .filter(former -> former.name().equals(application.name()))
                .forEach(former -> notes.addAll(dropped(former, application)));
        case Restore restore ->
            notes.add(
                "restore %s is kept, and nobody carries it out on one machine: that is 'holdfast point restore'"
                    .formatted(restore.name()));
        default -> {}
      }
    }
    return List.copyOf(notes);
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
