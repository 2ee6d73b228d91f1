package io.holdfast.host.coverage;

import io.holdfast.api.kind.Policy;
import io.holdfast.host.run.Subject;
import io.holdfast.host.volume.Mounting;
import io.holdfast.protection.coverage.Coverage;
import io.holdfast.protection.coverage.Found;
import io.holdfast.protection.coverage.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out how it stands with the directories that policies name. */
public final class CoverageSurvey {
  private CoverageSurvey() {}

  /**
   * Looks at all of them now; empty when no policy names any. What cannot be read is in the answer,
   * as unknown.
   *
   * @param subjects all applications
   * @param mounting as it is now: a root whose disk is away has nothing to see
   */
  public static Optional<Coverage> of(
      List<Policy> policies, List<Subject> subjects, Mounting mounting) {
    List<Policy> naming =
        policies.stream().filter(policy -> !policy.spec().coverage().roots().isEmpty()).toList();
    if (naming.isEmpty()) {
      return Optional.empty();
    }
    List<DeclaredVolume> volumes =
        subjects.stream()
            .flatMap(subject ->
                subject.application().spec().volumes().stream()
                    .map(volume -> DeclaredVolume.of(subject, volume)))
            .toList();
    return Optional.of(
        Coverage.together(naming.stream().map(policy -> of(policy, volumes, mounting)).toList()));
  }

  private static Coverage of(Policy policy, List<DeclaredVolume> volumes, Mounting mounting) {
    var coverage = policy.spec().coverage();
    List<Protection.Exempt> exceptions =
        coverage.exceptions().stream()
            .map(exempt ->
                new Protection.Exempt(DeclaredVolume.real(exempt.path()), exempt.reason()))
            .toList();
    var outline =
        new Protection(
            volumes.stream().map(volume -> volume.protecting(List.of())).toList(), exceptions);
    var look = new Look(outline, volumes, mounting);
    List<Found> roots = coverage.roots().stream().map(look::root).toList();
    List<String> directories = new ArrayList<>();
    roots.forEach(root -> add(root, directories));
    return Coverage.of(
        roots,
        new Protection(
            volumes.stream().map(volume -> volume.protecting(directories)).toList(), exceptions));
  }

  private static void add(Found found, List<String> directories) {
    if (found instanceof Found.Directory(String _, String real, List<Found> entries)) {
      directories.add(real);
      entries.forEach(entry -> add(entry, directories));
    }
  }
}
