package io.holdfast.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program that {@code holdfast server} starts. */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Runs until a signal comes, and ends the process with an {@link ExitCode}. */
  public static void main(String[] arguments) {
    Quarkus.run(ServerProgram.class, arguments);
  }
}
