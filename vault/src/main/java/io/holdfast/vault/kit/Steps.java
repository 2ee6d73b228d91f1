package io.holdfast.vault.kit;

import java.util.ArrayList;
import java.util.List;

/** What to do on an empty machine, in order. */
record Steps(String title, List<Step> steps) {
  Steps {
    steps = List.copyOf(steps);
  }

  /**
   * One of them.
   *
   * @param commands to type; none when it is done by hand
   */
  record Step(String what, List<String> commands) {
    Step {
      commands = List.copyOf(commands);
    }
  }

  static List<Steps> of(RecoveryKit kit) {
    return List.of(withHoldfast(kit), withRestic(kit));
  }

  private static Steps withHoldfast(RecoveryKit kit) {
    List<Step> steps = new ArrayList<>(preparation(kit));
    steps.add(
        new Step(
            "Bring back what this machine knew: applications, policies, restore points, the"
                + " ledger.",
            List.of(
                "holdfast catalog rebuild --repo %s --password-file key"
                    .formatted(quoted(kit.access().location())))));
    for (String application : kit.applications()) {
      steps.add(
          new Step(
              "Restore %s where it was; the second command shows older points to choose from."
                  .formatted(application),
              List.of(
                  "holdfast point restore %s newest --mode swap --no-probe".formatted(application),
                  "holdfast point list %s".formatted(application))));
    }
    return new Steps("With Holdfast", steps);
  }

  private static Steps withRestic(RecoveryKit kit) {
    String restic = "restic -r %s --password-file key".formatted(quoted(kit.access().location()));
    List<Step> steps = new ArrayList<>(preparation(kit));
    steps.add(
        new Step(
            "List the complete restore points; each is a snapshot that has the volumes below"
                + " /volumes. Incomplete ones have the tag holdfast-point-incomplete, and what"
                + " restores in place overwrote holdfast-point-securing.",
            List.of(restic + " snapshots --tag holdfast-point")));
    for (RecoveryKit.Place place : kit.volumes()) {
      steps.add(
          new Step(
              "Restore %s of %s, from the newest point; for another one put its id in the place of 'latest'."
                  .formatted(place.volume(), place.application()),
              List.of(
                  "%s restore %s --tag holdfast-point,application=%s --target %s"
                      .formatted(
                          restic,
                          quoted("latest:/volumes/" + place.volume()),
                          place.application(),
                          quoted(place.directory())))));
    }
    return new Steps("With restic alone", steps);
  }

  private static List<Step> preparation(RecoveryKit kit) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "Write the key into a file that only you can read: type it or paste it, then Enter and"
                + " Ctrl-D.",
            List.of("(umask 077; cat >key)")));
    if (!kit.access().credentials().isEmpty()) {
      steps.add(
          new Step(
              "Set the variables by which the store knows you; their values are not in this kit.",
              kit.access().credentials().stream()
                  .map(credential -> "export %s=…".formatted(credential.variable()))
                  .toList()));
    }
    return steps;
  }

  /** As a shell takes it for one word. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
