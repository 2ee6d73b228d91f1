package io.holdfast.host.run;

import io.holdfast.api.application.HookCommand;
import io.holdfast.api.application.Hooks;
import io.holdfast.api.application.Volume;
import io.holdfast.api.value.SecretReference;
import io.holdfast.host.hook.Hook;
import io.holdfast.host.hook.Limits;
import io.holdfast.host.hook.Method;
import io.holdfast.host.hook.Source;
import io.holdfast.host.process.Command;
import io.holdfast.protection.backup.BackupRequest;
import io.holdfast.protection.backup.BackupRequest.Keeps;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.VolumeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hooks of an application, each named after its volume. */
final class ApplicationHooks {
  private ApplicationHooks() {}

  /** As a platform executes them. */
  static Map<HookName, Hook> executable(List<Volume> volumes) {
    Map<HookName, Hook> hooks = new LinkedHashMap<>();
    for (Volume volume : volumes) {
      Hooks declared = volume.hooks();
      if (declared != null) {
        hooks.put(HookName.parse(volume.name()), executable(declared));
      }
    }
    return hooks;
  }

  private static Hook executable(Hooks declared) {
    Hooks.Preset preset = declared.preset();
    if (preset != null) {
      return switch (preset) {
        case POSTGRESQL -> new Hook.Postgresql(source(declared.connection()));
        case MARIADB -> new Hook.Mariadb(source(declared.connection()));
        case REDIS -> new Hook.Redis(source(declared.connection()));
        case SQLITE -> new Hook.Sqlite(declared.databases().stream().map(Path::of).toList());
      };
    }
    HookCommand held = declared.held();
    if (held != null) {
      return new Hook.Held(command(held), onError(declared));
    }
    return new Hook.Pair(
        Optional.ofNullable(declared.pre()).map(ApplicationHooks::command),
        Optional.ofNullable(declared.post()).map(ApplicationHooks::command),
        onError(declared));
  }

  private static Hook.OnError onError(Hooks declared) {
    return switch (declared.onError()) {
      case FAIL -> Hook.OnError.FAIL;
      case CONTINUE -> Hook.OnError.CONTINUE;
    };
  }

  /**
   * How long a hook may take: as it says itself, else as the policy says, else as usual.
   *
   * @param ofPolicy for each step, of the policy that the application follows; absent without one
   */
  static Limits limits(Hooks declared, Method method, @Nullable Duration ofPolicy) {
    Limits usual = Limits.usual(method);
    Duration opening = first(timeout(declared.pre()), ofPolicy, usual.step());
    Duration closing = first(timeout(declared.post()), ofPolicy, usual.closing());
    HookCommand held = declared.held();
    if (held == null) {
      return new Limits(opening, closing, usual.hold(), usual.capture());
    }
    Duration step = first(held.timeout(), ofPolicy, usual.step());
    return new Limits(step, step, usual.hold(), first(held.timeout(), ofPolicy, usual.capture()));
  }

  private static @Nullable Duration timeout(@Nullable HookCommand command) {
    return command == null ? null : command.timeout();
  }

  private static Duration first(
      @Nullable Duration declared, @Nullable Duration ofPolicy, Duration usual) {
    if (declared != null) {
      return declared;
    }
    return ofPolicy == null ? usual : ofPolicy;
  }

  private static Source source(@Nullable SecretReference reference) {
    return Source.parse(
        Objects.requireNonNull(reference, "a preset with a server has a connection").toString());
  }

  private static Command command(HookCommand declared) {
    return Command.of(declared.command().toArray(String[]::new));
  }

  /** As the planner sees them. */
  static List<BackupRequest.Hook> planned(List<Volume> volumes) {
    List<BackupRequest.Hook> hooks = new ArrayList<>();
    for (Volume volume : volumes) {
      Hooks declared = volume.hooks();
      if (declared != null) {
        hooks.add(
            new BackupRequest.Hook(
                HookName.parse(volume.name()), volumes(volume, volumes), keeps(declared)));
      }
    }
    return hooks;
  }

  /** A database's own volume first, then those that hold its log. */
  private static List<VolumeName> volumes(Volume own, List<Volume> all) {
    List<VolumeName> names = new ArrayList<>(List.of(VolumeName.parse(own.name())));
    if (own.role() == Volume.Role.DATA) {
      all.stream()
          .filter(volume -> volume.role() == Volume.Role.WAL)
          .forEach(log -> names.add(VolumeName.parse(log.name())));
    }
    return names;
  }

  private static Keeps keeps(Hooks declared) {
    return declared.preset() == null ? Keeps.STILL : Keeps.RECOVERABLE;
  }
}
