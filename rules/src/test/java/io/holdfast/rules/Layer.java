package io.holdfast.rules;

import java.util.List;
import java.util.Set;

/**
 * Where a package of the engine stands: parts below, the repository itself, use cases above.
 *
 * <p>An arrow may go down or stay in its package; parts may use other parts (without cycles); use
 * cases know each other only where {@link #ALLOWANCES} says why.
 */
enum Layer {
  PART,
  ROOT,
  USE_CASE;

  /** A use case that may use another one. */
  record Allowance(String user, String used, String reason) {}

  static final List<Allowance> ALLOWANCES = List.of();

  private static final String ENGINE = "io.holdfast.repository";

  private static final Set<String> PARTS =
      Set.of(
          "id",
          "task",
          "codec",
          "crypto",
          "config",
          "lock",
          "chunk",
          "pack",
          "index",
          "tree",
          "snapshot",
          "store",
          "object",
          "key",
          "blob",
          "file",
          "select");

  static boolean isEngine(String packageName) {
    return packageName.equals(ENGINE) || packageName.startsWith(ENGINE + ".");
  }

  static Layer of(String packageName) {
    var concept = concept(packageName);
    if (concept.isEmpty()) {
      return ROOT;
    }
    return PARTS.contains(concept) ? PART : USE_CASE;
  }

  static boolean allows(String from, String to) {
    var layer = of(from);
    return switch (of(to)) {
      case PART -> true;
      case ROOT -> layer != PART;
      case USE_CASE ->
          layer == USE_CASE && (concept(from).equals(concept(to)) || isAllowed(from, to));
    };
  }

  private static boolean isAllowed(String from, String to) {
    return ALLOWANCES.stream()
        .anyMatch(allowance ->
            allowance.user.equals(concept(from)) && allowance.used.equals(concept(to)));
  }

  /** The first name below the engine: {@code store} for {@code io.holdfast.repository.store.x}. */
  private static String concept(String packageName) {
    return packageName.equals(ENGINE)
        ? ""
        : packageName.substring(ENGINE.length() + 1).replaceFirst("\\..*", "");
  }
}
