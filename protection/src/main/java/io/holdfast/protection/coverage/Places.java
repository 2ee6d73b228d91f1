package io.holdfast.protection.coverage;

/** Which absolute path lies in which. */
final class Places {
  private Places() {}

  /** Whether {@code path} is {@code outer} or below it. */
  static boolean isIn(String outer, String path) {
    return path.equals(outer) || path.startsWith(outer.endsWith("/") ? outer : outer + "/");
  }
}
