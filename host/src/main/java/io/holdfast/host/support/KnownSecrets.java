package io.holdfast.host.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.application.Hooks;
import io.holdfast.api.application.Probe;
import io.holdfast.api.application.Volume;
import io.holdfast.api.application.Workload;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.api.repository.PasswordSource;
import io.holdfast.api.repository.StoreCredentials;
import io.holdfast.api.value.SecretReference;
import io.holdfast.host.state.StateDirectory;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of all secrets that can be found without running anything; never shown. */
final class KnownSecrets {
  /** What is shorter would be found in every other word. */
  private static final int SHORTEST = 4;

  /** Arguments that are shorter are options and words that everybody uses. */
  private static final int SHORTEST_ARGUMENT = 6;

  private static final int SHORTEST_TOKEN = 12;

  private static final int LARGEST_FILE = 1 << 20;
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|_KEY|CATALOG).*");
  private static final Pattern USER_INFO = Pattern.compile("://([^/@\\s]*)@");
  private static final Pattern PARAMETER = Pattern.compile("[?&][^=&#\\s]+=([^&#\\s]*)");

  private final Map<String, String> variables;
  private final Set<String> values = new LinkedHashSet<>();

  private KnownSecrets(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Those that kinds refer to, of the variables of this process, and of the state. */
  static KnownSecrets find(List<Kind> kinds, Map<String, String> variables, StateDirectory state) {
    KnownSecrets known = new KnownSecrets(variables);
    variables.forEach((name, value) -> {
      if (SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches()) {
        if (name.endsWith("_FILE")) {
          known.addFile(Path.of(value));
        } else if (!name.endsWith("_COMMAND")) {
          known.add(value);
        }
      }
    });
    Stream.of("writer.key", "token").forEach(file -> known.addFile(state.path().resolve(file)));
    kinds.forEach(known::addOf);
    return known;
  }

  private void addOf(Kind kind) {
    switch (kind) {
      case Repository repository -> {
        PasswordSource password = repository.spec().password();
        addFile(password.file() == null ? null : Path.of(password.file()));
        addVariable(password.environment());
        addArguments(password.command());
        StoreCredentials credentials = repository.spec().credentials();
        if (credentials != null) {
          addReferred(credentials.id());
          addReferred(credentials.secret());
          addReferred(credentials.sessionToken());
        }
      }
      case Application application -> {
        application.spec().volumes().forEach(this::addOf);
        for (Probe probe : application.spec().restore().probes()) {
          switch (probe.check()) {
            case Probe.Check.Sql(SecretReference connection, var _, var _) ->
                addReferred(connection);
            case Probe.Check.Command(List<String> command) -> addArguments(command);
            case Probe.Check.Http(String url, int _, var _) -> addPartsOf(url);
            case Probe.Check.Checksum _ -> {}
          }
        }
        for (Workload workload : application.spec().workloads()) {
          addPartsOf(workload.sourceRepository() == null ? "" : workload.sourceRepository());
        }
      }
      case Policy _, RestorePoint _, Restore _ -> {} // they refer to no secret
    }
  }

  private void addOf(Volume volume) {
    Volume.SnapshotPlugin plugin = volume.snapshot();
    if (plugin != null) {
      addArguments(plugin.command());
    }
    Hooks hooks = volume.hooks();
    if (hooks != null) {
      addReferred(hooks.connection());
      Stream.of(
              Optional.ofNullable(hooks.pre()),
              Optional.ofNullable(hooks.post()),
              Optional.ofNullable(hooks.held()))
          .flatMap(Optional::stream)
          .forEach(command -> addArguments(command.command()));
    }
  }

  private void addReferred(@Nullable SecretReference reference) {
    switch (reference) {
      case null -> {}
      case SecretReference.Variable(String name) -> addVariable(name);
      case SecretReference.SecretFile(String path) -> addFile(Path.of(path));
    }
  }

  private void addVariable(@Nullable String name) {
    String value = name == null ? null : variables.get(name);
    if (value != null) {
      add(value);
    }
  }

  private void addFile(@Nullable Path file) {
    try {
      if (file != null && Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE) {
        add(Files.readString(file));
      }
    } catch (IOException unreadable) {
      // What this process cannot read, it cannot have written anywhere either.
    }
  }

  /** Nobody can tell which argument, or which part of one, is a secret; paths are none. */
  private void addArguments(List<String> command) {
    for (String argument : command.stream().skip(1).toList()) {
      for (String part :
          List.of(
              argument,
              argument.substring(argument.indexOf('=') + 1),
              argument.startsWith("-") ? argument.substring(Math.min(2, argument.length())) : "")) {
        if (part.length() >= SHORTEST_ARGUMENT && !part.startsWith("/")) {
          add(part);
        }
      }
    }
  }

  private void add(String text) {
    addForms(text.strip());
    text.lines().map(String::strip).forEach(this::addForms);
    addPartsOf(text);
  }

  /**
   * Of a URL: its password, the values of its query, and a user without a password when that is as
   * long as a token. Other users are names that would be missed everywhere.
   */
  private void addPartsOf(String text) {
    for (var found : USER_INFO.matcher(text).results().toList()) {
      String[] parts = found.group(1).split(":", 2);
      if (parts.length == 2) {
        addForms(parts[1]);
      } else if (parts[0].length() >= SHORTEST_TOKEN) {
        addForms(parts[0]);
      }
    }
    PARAMETER.matcher(text).results().map(found -> found.group(1)).forEach(this::addForms);
  }

  private void addForms(String value) {
    if (value.length() < SHORTEST) {
      return;
    }
    values.add(value);
    values.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
    values.add(URLEncoder.encode(value, UTF_8));
    values.add(Base64.getEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8)));
    try {
      values.add(URLDecoder.decode(value, UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      // Then it is written as it is.
    }
  }

  /** The text without any of them. */
  String removedFrom(String text) {
    String cleaned = text;
    for (String value :
        values.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      cleaned = cleaned.replace(value, Redaction.MARK);
    }
    return cleaned;
  }
}
