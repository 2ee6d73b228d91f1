package io.holdfast.cli.platform;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ProgramVersion;
import io.holdfast.host.Equipment;
import io.holdfast.protection.safeguard.Administrators;
import java.io.IOException;

/** The machine that a command runs on. */
public final class ThisMachine {
  private ThisMachine() {}

  /** What a command works with here, besides the state. */
  public static Equipment equipment(Context context) throws IOException {
    var surroundings = context.surroundings();
    return Equipment.of(
        surroundings.environment(),
        surroundings.clock(),
        surroundings.random(),
        surroundings.cost(),
        ProgramVersion.number(),
        () -> Administrators.ONE);
  }
}
