package io.holdfast.api.application;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.shape.ComponentException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that a hook runs. */
@Doc("A program with its arguments; no shell reads them.")
public record HookCommand(
    @Doc("The program and its arguments.") @Size(least = 1, most = 100) List<String> command,
    @Doc("How long it may take; by default what the policy says.") @Nullable Duration timeout) {
  public HookCommand {
    command = List.copyOf(command);
    requireProgram(command);
    requirePositive(timeout);
  }

  static void requireProgram(List<String> command) {
    if (command.getFirst().isBlank()) {
      throw new ComponentException("command[0]", "is blank", "a program");
    }
  }

  static void requirePositive(@Nullable Duration timeout) {
    if (timeout != null && !timeout.isPositive()) {
      throw new ComponentException("timeout", "is no time at all", "more than 0s");
    }
  }
}
