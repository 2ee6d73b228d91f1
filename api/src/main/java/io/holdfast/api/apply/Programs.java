package io.holdfast.api.apply;

import io.holdfast.api.application.HookCommand;
import io.holdfast.api.application.Hooks;
import io.holdfast.api.application.Probe;
import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Programs that are found wherever Holdfast was started: one that a relative path names would fail
 * every backup but those from the right directory.
 */
final class Programs implements Check {
  @Override
  public List<Mistake> mistakes(List<Declared> declared) {
    List<Mistake> mistakes = new ArrayList<>();
    for (Declared one : declared) {
      commands(one.kind())
          .forEach((field, command) -> {
            String program = command.isEmpty() ? "" : command.getFirst();
            if (program.contains("/") && !program.startsWith("/")) {
              mistakes.add(
                  one.mistake(
                      field + "[0]",
                      "is %s, a relative path".formatted(Quoted.shown(program)),
                      "an absolute path, or the name of a program on PATH"));
            }
          });
    }
    return mistakes;
  }

  /** All that an object runs, by where it stands. */
  private static Map<String, List<String>> commands(Kind kind) {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    switch (kind) {
      case Repository repository ->
          commands.put("spec.password.command", repository.spec().password().command());
      case Application application -> add(application, commands);
      case Policy _, RestorePoint _, Restore _ -> {}
    }
    return commands;
  }

  private static void add(Application application, Map<String, List<String>> commands) {
    List<Volume> volumes = application.spec().volumes();
    for (int i = 0; i < volumes.size(); i++) {
      String field = "spec.volumes[%d]".formatted(i);
      Volume.SnapshotPlugin plugin = volumes.get(i).snapshot();
      if (plugin != null) {
        commands.put(field + ".snapshot.command", plugin.command());
      }
      Hooks hooks = volumes.get(i).hooks();
      if (hooks != null) {
        add(field + ".hooks.pre", hooks.pre(), commands);
        add(field + ".hooks.post", hooks.post(), commands);
        add(field + ".hooks.held", hooks.held(), commands);
      }
    }
    List<Probe> probes = application.spec().restore().probes();
    for (int i = 0; i < probes.size(); i++) {
      if (probes.get(i).check() instanceof Probe.Check.Command(List<String> command)) {
        commands.put("spec.restore.probes[%d].check.command.command".formatted(i), command);
      }
    }
  }

  private static void add(
      String field, @Nullable HookCommand hook, Map<String, List<String>> commands) {
    if (hook != null) {
      commands.put(field + ".command", hook.command());
    }
  }
}
