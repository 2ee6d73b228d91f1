package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import org.jspecify.annotations.Nullable;

/** How a run is that somebody asked for. */
public record RequestView(
    @Doc("Its name.") String request,
    @Doc("In one word how it is.") State state,
    @Doc("What it waits for, while it waits.") @Nullable String waitsFor,
    @Doc("The run, once it has ended.") @Nullable RunView run) {
  /** In one word how it is. */
  public enum State {
    @Doc("It has not begun.")
    @Name("waiting")
    WAITING,
    @Doc("It goes on.")
    @Name("running")
    RUNNING,
    @Doc("It has ended, as its run says.")
    @Name("ended")
    ENDED
  }
}
