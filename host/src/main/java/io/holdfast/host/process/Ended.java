package io.holdfast.host.process;

/**
 * How a command ended.
 *
 * @param exit the exit code; 128 and the signal's number when a signal ended it
 * @param output the beginning of its standard output, read as UTF-8
 * @param errors the same of its standard error
 */
public record Ended(int exit, String output, String errors) {
  private static final int SHOWN = 600;

  /** What it said of itself, in one line that fits a message. */
  public String words() {
    var said = (errors.isBlank() ? output : errors).strip().replaceAll("\\s*\\R\\s*", "; ");
    if (said.isEmpty()) {
      return "it said nothing";
    }
    return said.length() <= SHOWN ? said : said.substring(0, SHOWN) + "…";
  }
}
