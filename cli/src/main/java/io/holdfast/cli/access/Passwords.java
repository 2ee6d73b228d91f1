package io.holdfast.cli.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.PasswordOptions;
import io.holdfast.host.state.PrivateFile;
import io.holdfast.location.Environment;
import io.holdfast.repository.codec.ByteOrderMark;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.file.Terminal;
import io.holdfast.repository.task.Interruption;
import io.holdfast.repository.task.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Finds passwords: in a file, from a command, in a variable, or by asking. */
public final class Passwords {
  private static final int LARGEST = 1 << 20;

  /** Bytes of a space in UTF-8. */
  private static final int LONGEST_SPACE = 3;

  private static final String SPACES =
      " \t\n"
          + "\u000b\f\r"
          + "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
          + "\u200a\u2028\u2029\u202f\u205f\u3000";

  /** Of what is typed: Linux's terminals take no more. */
  private static final int LONGEST_LINE = 4096;

  private final Environment environment;
  private final Console console;

  /** Files that were warned of: once is enough. */
  private final Set<Path> open = ConcurrentHashMap.newKeySet();

  public Passwords(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  /**
   * The password that options name, else variables; empty when somebody has to be asked.
   *
   * @param prefix of the variables' names: {@code ""}, {@code FROM_} for another repository, or
   *     {@code NEW_} for a new key, which no variable is for
   */
  public Optional<Password> given(PasswordOptions options, String prefix) throws IOException {
    if (options.given() > 1) {
      throw StopException.usage("the password is given twice: choose one of the options for it");
    }
    if (options.none()) {
      return Optional.of(Password.of(new byte[0]));
    }
    var file = Optional.ofNullable(options.file());
    var command = Optional.ofNullable(options.command());
    if (file.isEmpty() && command.isEmpty()) {
      command = environment.own(prefix + "PASSWORD_COMMAND");
      file = environment.own(prefix + "PASSWORD_FILE").map(Path::of);
    }
    if (command.isPresent()) {
      return Optional.of(required(ofCommand(command.get()), "the password command", prefix));
    }
    if (file.isPresent()) {
      return Optional.of(required(ofFile(file.get()), "the password file " + file.get(), prefix));
    }
    return ofVariable(prefix + "PASSWORD");
  }

  // Java has put U+FFFD where the bytes of a variable are no text: what they were is lost.
  private Optional<Password> ofVariable(String name) throws StopException {
    var text = environment.own(name);
    if (text.isPresent() && text.get().indexOf('\uFFFD') >= 0) {
      throw StopException.usage(
          "the password in the variable %s is not UTF-8: put it in a file and say --password-file"
              .formatted(name));
    }
    return text.map(password -> Password.of(password.getBytes(UTF_8)));
  }

  /** Where {@link #given} or {@link #ask} take the password from, in words. */
  public String source(PasswordOptions options, String prefix) {
    if (options.none()) {
      return option("insecure-no-password", prefix);
    }
    if (options.command() != null) {
      return "the password command";
    }
    if (options.file() != null) {
      return "the file " + options.file();
    }
    return Stream.of("PASSWORD_COMMAND", "PASSWORD_FILE", "PASSWORD")
        .flatMap(name -> environment.ownName(prefix + name).stream())
        .findFirst()
        .map(name -> "the variable " + name)
        .orElse(console.screen().input() ? "the keyboard" : "standard input");
  }

  /** Whether nobody has to be asked. */
  public boolean isGiven(PasswordOptions options) {
    return options.given() > 0
        || Stream.of("PASSWORD", "PASSWORD_FILE", "PASSWORD_COMMAND")
            .anyMatch(name -> environment.own(name).isPresent());
  }

  /** Whether a person is there who could be asked again after a mistake. */
  public boolean canAskAgain() {
    return console.screen().input();
  }

  /**
   * Asks on the terminal without showing what is typed; without one, takes the first line of
   * standard input.
   *
   * @param prefix of the options that name such a password, as in {@link #given}
   */
  public Password ask(String prompt, String prefix) throws IOException {
    if (!console.screen().input()) {
      return required(Password.of(firstLine()), "standard input", prefix);
    }
    var typed = new byte[LONGEST_LINE];
    try (var _ = new Terminal(0).hush()) {
      console.err().print(prompt + ": ");
      console.err().flush();
      int length = console.in().read(typed);
      var line = line(typed, length);
      try {
        return required(Password.of(line), "what was typed", prefix);
      } finally {
        Arrays.fill(line, (byte) 0);
      }
    } finally {
      Arrays.fill(typed, (byte) 0);
      console.err().println();
    }
  }

  /** Terminals hand over whole lines, each with its end. */
  private static byte[] line(byte[] typed, int length) {
    int end = length > 0 && typed[length - 1] == '\n' ? length - 1 : length;
    return Arrays.copyOf(typed, Math.max(0, end));
  }

  /** Asks for a new password, twice where a person types it. */
  public Password askForNew(String prompt, String prefix) throws IOException {
    var password = ask(prompt, prefix);
    if (console.screen().input()) {
      try (var again = ask(prompt + " again", prefix)) {
        if (!again.equals(password)) {
          password.close();
          throw StopException.usage("the two passwords differ");
        }
      }
    }
    return password;
  }

  private static Password required(Password password, String source, String prefix)
      throws StopException {
    if (password.isEmpty()) {
      throw StopException.usage(
          "%s holds no password; name a file with one by %s, or say %s where it is empty"
              .formatted(
                  source, option("password-file", prefix), option("insecure-no-password", prefix)));
    }
    return password;
  }

  private static String option(String name, String prefix) {
    return "--" + prefix.toLowerCase(Locale.ROOT).replace('_', '-') + name;
  }

  private Password ofFile(Path file) throws IOException {
    try {
      if (Files.size(file) > LARGEST) {
        throw StopException.usage("%s is too large for a password file".formatted(file));
      }
      if (PrivateFile.isReadByOthers(file) && open.add(file)) {
        console.say(
            "warning: others than its owner may read the password file %s: 'chmod 600' keeps them out"
                .formatted(file));
      }
      return Password.of(trimmed(Files.readAllBytes(file)));
    } catch (NoSuchFileException absent) {
      throw StopException.usage("the password file %s does not exist".formatted(file));
    }
  }

  // The program runs in a shell, as people write it for restic; it may prompt on standard error.
  private static Password ofCommand(String command) throws IOException {
    var printed = new AtomicReference<byte[]>(new byte[0]);
    // Another thread reads, for this one is interrupted when the program is told to stop.
    try (var reader = Tasks.computing("password", 1, 1);
        var child =
            ChildProcess.start(List.of("sh", "-c", command), ProcessBuilder.Redirect.INHERIT)) {
      reader.submit(() -> printed.set(child.output().readNBytes(LARGEST)));
      reader.join();
      int code = child.waitFor();
      if (code != 0) {
        throw StopException.failed("the password command ended with exit code " + code);
      }
      return Password.of(trimmed(printed.get()));
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
  }

  private byte[] firstLine() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = console.in().read();
        next >= 0 && next != '\n' && line.size() < LARGEST;
        next = console.in().read()) {
      line.write(next);
    }
    var bytes = line.toByteArray();
    boolean returned = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return returned ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }

  /** Without a byte order mark and the white space around, as restic takes it. */
  static byte[] trimmed(byte[] bytes) {
    var text = ByteOrderMark.removed(bytes);
    int start = 0;
    int end = text.length;
    for (int space = spaceFrom(text, start, end); space > 0; space = spaceFrom(text, start, end)) {
      start += space;
    }
    for (int space = spaceBefore(text, start, end); space > 0; ) {
      end -= space;
      space = spaceBefore(text, start, end);
    }
    return Arrays.copyOfRange(text, start, end);
  }

  /** The length in UTF-8 of the space that stands at {@code start}; 0 when none does. */
  private static int spaceFrom(byte[] text, int start, int end) {
    for (int length = 1; length <= Math.min(LONGEST_SPACE, end - start); length++) {
      if (isSpace(text, start, length)) {
        return length;
      }
    }
    return 0;
  }

  private static int spaceBefore(byte[] text, int start, int end) {
    for (int length = 1; length <= Math.min(LONGEST_SPACE, end - start); length++) {
      if (isSpace(text, end - length, length)) {
        return length;
      }
    }
    return 0;
  }

  /** Whether these bytes are one space, as Go's {@code unicode.IsSpace} knows them. */
  private static boolean isSpace(byte[] text, int start, int length) {
    var character = new String(text, start, length, UTF_8);
    return character.length() == 1 && SPACES.indexOf(character.charAt(0)) >= 0;
  }
}
