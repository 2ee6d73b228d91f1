package io.holdfast.cli;

import java.util.Map;

/**
 * The commands of restic that are not here, and what to do instead (docs/format.md has them all).
 */
final class LeftOut {
  private static final String NOT_YET =
      "there is no command '%s' yet; restic's own works on the same repository";

  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry("copy", NOT_YET),
          Map.entry("recover", NOT_YET),
          Map.entry("repair", NOT_YET),
          Map.entry("rewrite", NOT_YET),
          Map.entry("tag", NOT_YET),
          Map.entry("serve", NOT_YET),
          Map.entry(
              "features", "there is no command '%s': nothing here has to be switched on or off"),
          Map.entry("options", "there is no command '%s'; docs/how-to/s3.md has them, for -o s3.…"),
          Map.entry(
              "mount",
              "there is no command '%s'; 'holdfast restore' of a part, or 'holdfast dump'"),
          Map.entry(
              "migrate",
              "there is no command '%s': Holdfast has one format; restic has the command"),
          Map.entry(
              "cache",
              "there is no command '%s': the cache has a bound, and may be deleted at any time"),
          Map.entry("generate", "there is no command '%s'; 'holdfast completion', 'holdfast help'"),
          Map.entry("self-update", "there is no command '%s': that is the package manager's work"));

  private LeftOut() {}

  static boolean isOne(String command) {
    return SENTENCES.containsKey(command);
  }

  /** What to say of a command that does not exist. */
  static String sentence(String command) {
    return SENTENCES.getOrDefault(command, "there is no command '%s'").formatted(command);
  }
}
