package io.holdfast.cli;

import io.holdfast.cli.access.Surroundings;
import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Screen;
import io.holdfast.location.Environment;
import io.holdfast.repository.crypto.ScryptParameters;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** The program {@code holdfast}. */
public final class Main {
  private static final int BUFFER = 1 << 15;

  private Main() {}

  /** Runs one command line and ends the process with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    var variables = System.getenv();
    var console =
        Console.of(
            new InterruptibleInput(),
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
            new FileOutputStream(FileDescriptor.err),
            Screen.ofProcess(variables));
    var surroundings =
        new Surroundings(
            new Environment(variables),
            InstantSource.system(),
            ZoneId.systemDefault(),
            new SecureRandom(),
            ScryptParameters.DEFAULT);
    var interruption = Interruption.onSignals();
    var code = new Wiring(console, surroundings).run(List.of(arguments));
    interruption.end(code);
  }
}
