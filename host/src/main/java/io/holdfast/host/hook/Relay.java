package io.holdfast.host.hook;

/**
 * What hooks' commands print, on its way to this program.
 *
 * <p>When this program is killed, nobody reads any more what they print, and the kernel ends who
 * writes it. The command that lets go must not end so. Hence they write into a named pipe, and a
 * process of its own reads that for as long as anybody writes: it passes it on while this program
 * lives, and swallows it after.
 */
final class Relay {
  private Relay() {}

  /** Lines of a shell's script after which descriptor 9 takes errors. */
  static String ofErrors() {
    return """
    place=$(mktemp -d) && mkfifo "$place/9" || exit 125
    %sexec 9>"$place/9"
    rm -r "$place"
    """
        .formatted(reader(9, ">&2"));
  }

  /** Lines of a shell's script after which descriptor 8 takes output, and 9 errors. */
  static String ofBoth() {
    return """
    place=$(mktemp -d) && mkfifo "$place/8" "$place/9" || exit 125
    %s%sexec 8>"$place/8" 9>"$place/9"
    rm -r "$place"
    """
        .formatted(reader(8, ""), reader(9, ">&2"));
  }

  private static String reader(int descriptor, String target) {
    return "{ trap '' HUP INT TERM PIPE; cat %s; exec cat >/dev/null; } <\"$place/%d\" &\n"
        .formatted(target, descriptor);
  }
}
