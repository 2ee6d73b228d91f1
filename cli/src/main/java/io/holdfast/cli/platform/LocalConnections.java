package io.holdfast.cli.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Role;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.cli.access.Context;
import io.holdfast.host.Machine;
import io.holdfast.host.platform.LocalPlatform;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.queue.Limits;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Connections to this machine's state, which this process has for itself meanwhile. */
final class LocalConnections {
  /** A command asks for one run at a time. */
  private static final Limits ONE = new Limits(1, 1);

  private final Context context;

  LocalConnections(Context context) {
    this.context = context;
  }

  /**
   * Opens one.
   *
   * @param recovering whether runs whose process was killed are ended first, and told
   * @throws io.holdfast.host.state.StateInUseException when another process has the state
   */
  Connection open(Path directory, @Nullable CatalogLocation catalog, boolean recovering)
      throws IOException, InterruptedException {
    var equipment = ThisMachine.equipment(context);
    var machine = Machine.open(directory, catalog, equipment);
    boolean ready = false;
    try {
      if (recovering) {
        for (var cutOff : machine.recover(this::postponed)) {
          context.console().say(words(cutOff));
        }
      }
      var dispatcher = Dispatcher.onRequest(ONE, equipment.clock());
      ready = true;
      return new Connection(
          new LocalPlatform(machine, dispatcher),
          new Caller(System.getProperty("user.name", ""), Role.ADMIN),
          () -> {
            dispatcher.close();
            machine.close();
          });
    } finally {
      if (!ready) {
        machine.close();
      }
    }
  }

  private void postponed(Run cutOff, IOException reason) {
    context
        .console()
        .say(
            "%s was cut off and cannot be ended yet: %s"
                .formatted(cutOff.id(), reason.getMessage()));
  }

  private static String words(Run cutOff) {
    var end = Objects.requireNonNull(cutOff.end(), "a run that was recovered has ended");
    return "%s was cut off, and is %s now%s"
        .formatted(
            cutOff.id(),
            end.outcome().name().toLowerCase(Locale.ROOT),
            end.message().isEmpty() ? "" : ": " + end.message());
  }
}
